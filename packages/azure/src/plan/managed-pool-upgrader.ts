import type { GroupUpgrade, UpgradeContext, Upgrader, UpgradeSteps } from "@imagewright/core/plan";

import { infrastructureOf, isMadeFrom } from "./azure-machines.ts";
import { checkManaged } from "./check-managed.ts";
import { mergeSteps, nameText, patchOf, refused, subjectOf } from "./draft-parts.ts";
import { planFinding } from "./plan-finding.ts";
import { versionField } from "./version-change.ts";

const kinds = ["AzureManagedMachinePool", "AzureASOManagedMachinePool"];

/**
 * Pools of AKS: the version of their MachinePool, minor by minor behind the control plane; AKS
 * chooses the node image.
 */
export const managedPoolUpgrader: Upgrader = {
  unit: "group",
  handles: (group) => group.kind === "managedPool" && isMadeFrom(group, kinds),
  imageNeed: () => ({ by: "version" }),
  isLockstep: true,
  plan: (groups, context) => mergeSteps(groups.map((upgrade) => planPool(upgrade, context))),
};

function planPool({ group }: GroupUpgrade, context: UpgradeContext): UpgradeSteps {
  const { objects, version } = context;
  const field = versionField(group, objects, version);
  if (field === undefined) {
    const message = `the pool ${group.name} of AKS names no Kubernetes version`;
    return refused(planFinding("CAPZ_PLAN_AKS_POOL", group.place, { message }));
  }
  const { owner, change } = field;
  if (change === undefined) {
    return { steps: [], diagnostics: [] };
  }
  const pool = infrastructureOf(group, objects);
  const faults = pool === undefined ? [] : checkManaged(pool, version);
  if (faults.length > 0) {
    return refused(...faults);
  }
  return {
    steps: [
      {
        class: "change",
        action: "upgradeNodes",
        title: `Upgrade MachinePool ${nameText(owner.address)} to v${version}`,
        reason:
          "AKS upgrades the nodes of a pool to the version it is given, and picks their image.",
        effects: [patchOf(owner, [change])],
        check: { subject: subjectOf(owner.address), intended: { kubernetesVersion: version } },
        rollback: "impossible",
      },
    ],
    diagnostics: [],
  };
}
