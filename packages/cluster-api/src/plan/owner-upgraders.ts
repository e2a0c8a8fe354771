import { type MachineGroup, objectText, type Upgrader } from "@imagewright/core/plan";

import { unnamedImageNeed } from "./machine-images.ts";
import { mergeSteps } from "./merge-steps.ts";
import { planFinding } from "./plan-finding.ts";
import { refusal, upgradeOwner } from "./upgrade-owner.ts";

/** Control planes that kubeadm makes, on machines of any provider whose templates are rotated. */
export const kubeadmControlPlaneUpgrader: Upgrader = {
  unit: "group",
  handles: (group) => group.kind === "kubeadm" && isRotated(group),
  imageNeed: unnamedImageNeed,
  plan: (groups, context) =>
    mergeSteps(
      groups.map((upgrade) =>
        upgradeOwner(upgrade, context, {
          action: "upgradeControlPlane",
          // etcd and the API server write what an older minor version does not read.
          rollback: (isMinor) => (isMinor ? "impossible" : "revert"),
        }),
      ),
    ),
};

/** Deployments of machines, of any provider whose templates are rotated. */
export const machineDeploymentUpgrader: Upgrader = {
  unit: "group",
  handles: (group) => group.kind === "machineDeployment" && isRotated(group),
  imageNeed: unnamedImageNeed,
  plan: (groups, context) =>
    mergeSteps(
      groups.map((upgrade) =>
        upgradeOwner(upgrade, context, {
          action: "upgradeNodes",
          // Behind a newer control plane, kubeadm joins no nodes of the old minor version.
          rollback: (isMinor) => (isMinor ? "partly" : "revert"),
        }),
      ),
    ),
};

/**
 * Pools of providers that nobody else knows, such as Docker's: the version is all that Cluster API
 * itself can change.
 */
export const machinePoolUpgrader: Upgrader = {
  unit: "group",
  handles: (group) => group.kind === "machinePool" && group.images.length === 0,
  imageNeed: (group, cluster, objects) =>
    unnamedImageNeed(group, cluster, objects) ?? { by: "version" },
  plan: (groups, context) =>
    mergeSteps(
      groups.map((upgrade) => {
        const { group } = upgrade;
        const message = `whether ${objectText(group.place.object)} replaces its machines is its provider's`;
        const hazard = planFinding("CAPI_PLAN_POOL_CONTRACT", group.place, { message });
        return upgradeOwner(upgrade, context, {
          action: "upgradeNodes",
          rollback: () => "partly",
          hazards: [hazard],
        });
      }),
    ),
};

/**
 * Machines that no rollout ever replaces. They may stay where they are; where they would have to
 * move, only a person can make others.
 */
export const unownedMachineUpgrader: Upgrader = {
  unit: "group",
  handles: (group) => group.kind === "machineSet" || group.kind === "machine",
  imageNeed: () => ({ by: "version" }),
  plan: (groups, { version }) =>
    refusal(
      groups
        .filter(({ from }) => from !== version)
        .map(({ group }) => {
          const isSet = group.kind === "machineSet";
          const message = `${objectText(group.place.object)} would have to run ${version}, and has no owner that replaces machines`;
          return planFinding(
            isSet ? "CAPI_PLAN_SET_ALONE" : "CAPI_PLAN_MACHINE_ALONE",
            group.place,
            { message },
          );
        }),
    ),
};

/** A template that is edited in place starts no rollout: its provider has to know better. */
function isRotated({ images }: MachineGroup): boolean {
  return images.every(({ update }) => update === "rotate");
}
