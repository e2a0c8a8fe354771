import type { ManifestRule } from "@imagewright/core";

import { bootstrapGroup, controlPlaneGroup, coreGroup } from "../reference/cluster-api-groups.ts";

/** Kinds that hold a kubeadm configuration, by group. */
export const kubeadmKinds: KindsByGroup = {
  [bootstrapGroup]: ["KubeadmConfig", "KubeadmConfigTemplate"],
  [controlPlaneGroup]: ["KubeadmControlPlane", "KubeadmControlPlaneTemplate"],
};

/** Kinds that refer to others, by group. */
export const referringKinds: KindsByGroup = {
  [coreGroup]: [
    "Cluster",
    "ClusterClass",
    "MachineDeployment",
    "MachineSet",
    "MachinePool",
    "Machine",
    "MachineHealthCheck",
  ],
  [controlPlaneGroup]: ["KubeadmControlPlane"],
};

/** Kinds by the group they are of. */
export interface KindsByGroup {
  readonly [group: string]: readonly string[];
}

/** One rule for kinds of several groups: a rule each. */
export function rulesFor(
  kinds: KindsByGroup,
  check: ManifestRule["check"],
): readonly ManifestRule[] {
  return Object.entries(kinds).map(([group, names]) => ({ group, kinds: names, check }));
}
