import type { Diagnostic, NodeImage } from "@imagewright/core";

import versions from "../data/karpenter-versions.json" with { type: "json" };
import { karpenterDiagnostics } from "../karpenter-diagnostics.ts";
import { compareMinors, karpenterVersionOf, supportedKubernetes } from "../karpenter-version.ts";
import type { KarpenterTarget } from "../options.ts";

/** Whether a version of Karpenter knows a field or value that came later. */
export function checkSince(
  field: keyof typeof versions.fields,
  karpenterVersion: string,
  pointer: string,
): readonly Diagnostic[] {
  const since = versions.fields[field];
  const message = `${field} is known since Karpenter ${since}`;
  return compareMinors(karpenterVersion, since) >= 0
    ? []
    : [
        karpenterDiagnostics.report("KARPENTER_FIELD_TOO_NEW", {
          message,
          pointer,
          found: karpenterVersion,
        }),
      ];
}

interface Served {
  readonly since: string;
  readonly until?: string;
}

/** Whether the version of Karpenter serves the objects of the target, and supports its Kubernetes. */
export function checkEra({
  image,
  target,
}: {
  readonly image: NodeImage;
  readonly target: KarpenterTarget;
}): readonly Diagnostic[] {
  const version = karpenterVersionOf(target);
  const { EC2NodeClass, NodePool, Provisioner, launchTemplate } = versions.served;
  const eras: readonly [keyof KarpenterTarget, Served, string][] = [
    ["nodeClasses", EC2NodeClass, "EC2NodeClass v1"],
    ["nodePools", NodePool, "NodePool v1"],
    ["launchTemplates", launchTemplate, "a launch template"],
    ["provisioners", Provisioner, "Provisioner v1alpha5"],
  ];
  const asked = eras.filter(([field]) => target[field] !== undefined);
  return [
    ...asked.flatMap(([field, served, name]) => checkServed(field, served, name, version)),
    ...(target.launchTemplates ?? []).map((_, index) =>
      karpenterDiagnostics.report("KARPENTER_LAUNCH_TEMPLATE_ERA", {
        message: `the launch template is read by Karpenter up to ${launchTemplate.until} only`,
        pointer: `/launchTemplates/${index}`,
      }),
    ),
    ...checkKubernetes(image, version),
  ];
}

function checkServed(
  field: string,
  { since, until }: Served,
  name: string,
  version: string,
): readonly Diagnostic[] {
  const isServed =
    compareMinors(version, since) >= 0 &&
    (until === undefined || compareMinors(version, until) <= 0);
  const range = until === undefined ? `since ${since}` : `from ${since} to ${until}`;
  const message = `Karpenter serves ${name} ${range}`;
  return isServed
    ? []
    : [
        karpenterDiagnostics.report("KARPENTER_ERA", {
          message,
          pointer: `/${field}`,
          found: version,
        }),
      ];
}

function checkKubernetes({ kubernetes }: NodeImage, version: string): readonly Diagnostic[] {
  const range = supportedKubernetes(version);
  if (range === undefined) {
    return [];
  }
  const { oldest, newest } = range;
  const message = `Karpenter ${version} supports Kubernetes ${oldest} to ${newest}`;
  const facts = { message, pointer: "/image/kubernetes/version", found: kubernetes.version };
  if (compareMinors(kubernetes.version, newest) > 0) {
    return [karpenterDiagnostics.report("KARPENTER_KUBERNETES_TOO_NEW", facts)];
  }
  return compareMinors(kubernetes.version, oldest) < 0
    ? [karpenterDiagnostics.report("KARPENTER_KUBERNETES_TOO_OLD", facts)]
    : [];
}
