import { userDataDiagnostics, userDataTemplates } from "@imagewright/aws/user-data";
import { type BuildContext, definePlugin, type ManifestRequest } from "@imagewright/core";

import { karpenterDiagnostics } from "./karpenter-diagnostics.ts";
import { karpenterManifestRules } from "./lint/karpenter-rules.ts";
import type { KarpenterTarget } from "./options.ts";
import { readKarpenterManifest } from "./parse/read-manifest.ts";
import { karpenterPlanDiagnostics } from "./plan/plan-diagnostics.ts";
import { nodeClassRequest } from "./render/ec2-node-class.ts";
import { launchTemplateRequest } from "./render/launch-template-stack.ts";
import { nodePoolRequest } from "./render/node-pool.ts";
import { provisionerRequest } from "./render/provisioner.ts";
import { writeKarpenterReference } from "./render/write-reference.ts";
import { karpenterJudges } from "./rollout/karpenter-judges.ts";
import { checkEra } from "./rules/check-era.ts";
import { checkFields } from "./rules/check-fields.ts";
import { checkLaunchTemplates } from "./rules/check-launch-template.ts";
import { checkLengths } from "./rules/check-lengths.ts";
import { checkNodeClasses } from "./rules/check-node-class.ts";
import { checkNodePools } from "./rules/check-node-pool.ts";
import { checkObjects } from "./rules/check-objects.ts";
import { checkProvisioners } from "./rules/check-provisioner.ts";
import { karpenterTargetSchema } from "./schemas/karpenter-target.ts";
import { karpenterWebhooks } from "./webhooks/karpenter-webhooks.ts";

/**
 * Launches nodes from an image with Karpenter: node classes and pools of v1, launch templates and
 * provisioners of its first years.
 *
 * It builds nothing: a target of another plugin builds the image, and what is on its disk is that
 * target's business.
 */
export const karpenter = definePlugin({
  id: "karpenter",
  title: "Karpenter",
  target: karpenterTargetSchema,
  diagnostics: [karpenterDiagnostics, karpenterPlanDiagnostics, userDataDiagnostics],
  rules: [
    checkEra,
    checkObjects,
    checkLengths,
    checkNodeClasses,
    checkNodePools,
    checkLaunchTemplates,
    checkProvisioners,
    checkFields,
  ],
  builds: {},
  manifests,
  templates: userDataTemplates,
  carriers: [
    {
      group: "karpenter.k8s.aws",
      versions: ["v1alpha1"],
      kind: "AWSNodeTemplate",
      update: "in-place",
    },
    {
      group: "karpenter.k8s.aws",
      versions: ["v1beta1", "v1"],
      kind: "EC2NodeClass",
      update: "in-place",
    },
  ],
  readManifest: readKarpenterManifest,
  writeReference: writeKarpenterReference,
  webhooks: karpenterWebhooks,
  manifestRules: karpenterManifestRules,
  planning: async () => (await import("./plan/karpenter-planning.ts")).karpenterPlanning,
  judges: karpenterJudges,
  textRules: async () => (await import("./read/text-rules.ts")).karpenterTextRules,
});

function manifests({
  image,
  target,
  overrides,
}: BuildContext<KarpenterTarget>): readonly ManifestRequest[] {
  const { nodeClasses = [], nodePools = [], launchTemplates = [], provisioners = [] } = target;
  return [
    ...nodeClasses.map((options, index) =>
      nodeClassRequest({ image, target, overrides }, options, index),
    ),
    ...nodePools.map((options, index) => nodePoolRequest(image, target, options, index)),
    ...launchTemplates.map((options, index) =>
      launchTemplateRequest({ image, target, overrides }, options, index),
    ),
    ...provisioners.map((options, index) => provisionerRequest(image, options, index)),
  ];
}
