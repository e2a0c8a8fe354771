import type { PlanContribution } from "@imagewright/core/plan";

import { externalControlPlaneUpgrader } from "./external-control-plane-upgrader.ts";
import { clusterApiGuards } from "./guards/index.ts";
import {
  kubeadmControlPlaneUpgrader,
  machineDeploymentUpgrader,
  machinePoolUpgrader,
  unownedMachineUpgrader,
} from "./owner-upgraders.ts";
import { topologyUpgrader } from "./topology/topology-upgrader.ts";

export { clusterApiPlanGuardDiagnostics, guardedRuleCodes } from "./guards/index.ts";
export { kubeadmControlPlaneUpgrader, machineDeploymentUpgrader } from "./owner-upgraders.ts";
export { clusterApiPlanDiagnostics } from "./plan-diagnostics.ts";

/** What Cluster API itself knows of upgrades. */
export const clusterApiPlanning: PlanContribution = {
  upgraders: [
    topologyUpgrader,
    kubeadmControlPlaneUpgrader,
    machineDeploymentUpgrader,
    machinePoolUpgrader,
    unownedMachineUpgrader,
    externalControlPlaneUpgrader,
  ],
  guards: clusterApiGuards,
};
