import type { Diagnostic, ManifestRuleContext } from "@imagewright/core";

import { nameOf, textsAt } from "../json/read-field.ts";
import { bootstrapGroup, controlPlaneGroup } from "../reference/cluster-api-groups.ts";
import { referenceIndex, referrersOfObject } from "../reference/referrers.ts";
import { clusterApiDiagnostics } from "./lint-diagnostics.ts";
import { rulesFor } from "./rules-for.ts";

/** Templates nobody refers to, where there are owners that could. */
export const unusedTemplateRules = rulesFor(
  {
    "infrastructure.cluster.x-k8s.io": [
      "AWSMachineTemplate",
      "AzureMachineTemplate",
      "CloudStackMachineTemplate",
      "DevMachineTemplate",
      "DockerMachineTemplate",
    ],
    [bootstrapGroup]: ["KubeadmConfigTemplate", "EKSConfigTemplate", "NodeadmConfigTemplate"],
    [controlPlaneGroup]: ["KubeadmControlPlaneTemplate"],
  },
  check,
);

function check({ object, kind, manifests }: ManifestRuleContext): readonly Diagnostic[] {
  const isUsed = referrersOfObject(manifests, object).length > 0;
  const isCloned = textsAt(object, "/metadata/labels").has("topology.cluster.x-k8s.io/owned");
  return !referenceIndex(manifests).hasOwners || isUsed || isCloned
    ? []
    : [
        clusterApiDiagnostics.report("CAPI_TEMPLATE_UNUSED", {
          message: `nothing among the manifests refers to ${kind} ${nameOf(object)}`,
          pointer: "/metadata/name",
        }),
      ];
}
