import type { PlanContribution } from "@imagewright/core/plan";

import { externalControlPlaneUpgrader } from "./external-control-plane-upgrader.ts";
import { clusterApiGuards, guardedRuleCodes } from "./guards/index.ts";
import {
  kubeadmControlPlaneUpgrader,
  machineDeploymentUpgrader,
  machinePoolUpgrader,
  unownedMachineUpgrader,
} from "./owner-upgraders.ts";
import { topologyUpgrader } from "./topology/topology-upgrader.ts";

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
  guardedRules: guardedRuleCodes,
};
