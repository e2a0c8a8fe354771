import { type Diagnostic, type ManifestRuleContext, showValue, textAt } from "@imagewright/core";

import { textsAt } from "../json/read-field.ts";
import { bootstrapGroup, controlPlaneGroup, coreGroup } from "../reference/cluster-api-groups.ts";
import { clusterOf } from "./find-referenced.ts";
import { clusterApiDiagnostics } from "./lint-diagnostics.ts";
import { rulesFor } from "./rules-for.ts";

const members = ["MachineDeployment", "MachineSet", "MachinePool", "Machine", "MachineHealthCheck"];

/** Objects of clusters that are not there, and objects that only the topology controller writes. */
export const clusterMembershipRules = [
  ...rulesFor({ [coreGroup]: members }, checkCluster),
  ...rulesFor(
    {
      [coreGroup]: members,
      [controlPlaneGroup]: ["KubeadmControlPlane"],
      [bootstrapGroup]: ["KubeadmConfigTemplate"],
    },
    checkOwned,
  ),
];

function checkCluster({ object, manifests }: ManifestRuleContext): readonly Diagnostic[] {
  const name = textAt(object, "/spec/clusterName");
  const hasClusters = manifests.ofKind(coreGroup, "Cluster").length > 0;
  return name !== undefined && hasClusters && clusterOf(manifests, object) === undefined
    ? [
        clusterApiDiagnostics.report("CAPI_CLUSTER_UNKNOWN", {
          message: `there is no Cluster ${showValue(name)}, though others are`,
          pointer: "/spec/clusterName",
          found: showValue(name),
        }),
      ]
    : [];
}

function checkOwned({ object }: ManifestRuleContext): readonly Diagnostic[] {
  const label = "topology.cluster.x-k8s.io/owned";
  return textsAt(object, "/metadata/labels").has(label)
    ? [
        clusterApiDiagnostics.report("CAPI_TOPOLOGY_OWNED", {
          message: "the topology controller owns this object",
          pointer: `/metadata/labels/${label.replace("/", "~1")}`,
        }),
      ]
    : [];
}
