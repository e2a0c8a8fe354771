import type { Diagnostic, NodeImage } from "@imagewright/core";

import { checkServed } from "../api-fields.ts";
import { generationOfTarget } from "../api-generation.ts";
import versions from "../data/karpenter-versions.json" with { type: "json" };
import { karpenterDiagnostics } from "../karpenter-diagnostics.ts";
import { compareMinors, karpenterVersionOf, supportedKubernetes } from "../karpenter-version.ts";
import { nodeClassKinds, nodePoolKinds } from "../objects/object-kinds.ts";
import type { KarpenterTarget } from "../options.ts";

/** Whether the version of Karpenter serves the objects of the target, and supports its Kubernetes. */
export function checkEra({
  image,
  target,
}: {
  readonly image: NodeImage;
  readonly target: KarpenterTarget;
}): readonly Diagnostic[] {
  const version = karpenterVersionOf(target);
  const generation = generationOfTarget(target);
  const eras = [
    ["nodeClasses", nodeClassKinds[generation]],
    ["nodePools", nodePoolKinds[generation]],
  ] as const;
  return [
    ...eras.flatMap(([field, kind]) =>
      target[field] === undefined ? [] : checkServed(kind, version, `/${field}`),
    ),
    ...checkGenerationUsed(target),
    ...checkLaunchTemplateEra(target, version),
    ...(target.provisioners === undefined
      ? []
      : checkServed(nodePoolKinds.alpha, version, "/provisioners")),
    ...launchTemplateWarnings(target),
    ...checkKubernetes(image.kubernetes.version, version, "/image/kubernetes/version"),
  ];
}

function checkGenerationUsed(target: KarpenterTarget): readonly Diagnostic[] {
  const { apiGeneration, nodeClasses, nodePools } = target;
  const message = "no object of the target has a generation to choose";
  return apiGeneration === undefined || nodeClasses !== undefined || nodePools !== undefined
    ? []
    : [
        karpenterDiagnostics.report("KARPENTER_GENERATION_UNUSED", {
          message,
          pointer: "/apiGeneration",
        }),
      ];
}

function checkLaunchTemplateEra(target: KarpenterTarget, version: string): readonly Diagnostic[] {
  const { since, until } = versions.launchTemplate;
  const isRead = compareMinors(version, since) >= 0 && compareMinors(version, until) <= 0;
  const message = `Karpenter reads launch templates from ${since} to ${until}`;
  const pointer = "/launchTemplates";
  return target.launchTemplates === undefined || isRead
    ? []
    : [karpenterDiagnostics.report("KARPENTER_ERA", { message, pointer, found: version })];
}

function launchTemplateWarnings(target: KarpenterTarget): readonly Diagnostic[] {
  const message = `the launch template is read by Karpenter up to ${versions.launchTemplate.until} only`;
  return (target.launchTemplates ?? []).map((_, index) =>
    karpenterDiagnostics.report("KARPENTER_LAUNCH_TEMPLATE_ERA", {
      message,
      pointer: `/launchTemplates/${index}`,
    }),
  );
}

/** Whether a version of Karpenter supports a version of Kubernetes. */
export function checkKubernetes(
  kubernetes: string,
  version: string,
  pointer: string,
): readonly Diagnostic[] {
  const range = supportedKubernetes(version);
  if (range === undefined) {
    return [];
  }
  const { oldest, newest } = range;
  const message = `Karpenter ${version} supports Kubernetes ${oldest} to ${newest}`;
  const facts = { message, pointer, found: kubernetes };
  if (compareMinors(kubernetes, newest) > 0) {
    return [karpenterDiagnostics.report("KARPENTER_KUBERNETES_TOO_NEW", facts)];
  }
  return compareMinors(kubernetes, oldest) < 0
    ? [karpenterDiagnostics.report("KARPENTER_KUBERNETES_TOO_OLD", facts)]
    : [];
}
