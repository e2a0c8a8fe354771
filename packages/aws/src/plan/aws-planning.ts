import type { PlanContribution } from "@imagewright/core/plan";

import { capaReleaseGuard } from "./guards/capa-release-guard.ts";
import { eksVersionGuard } from "./guards/eks-version-guard.ts";
import { groupGuard } from "./guards/group-guard.ts";
import { eksDeploymentUpgrader } from "./upgrade-eks-deployment.ts";
import { machinePoolUpgrader } from "./upgrade-machine-pool.ts";
import { managedControlPlaneUpgrader } from "./upgrade-managed-control-plane.ts";
import { managedMachinePoolUpgrader } from "./upgrade-managed-machine-pool.ts";

/**
 * What CAPA and EKS know of upgrades: control planes and node groups of EKS, pools of CAPA, and
 * machines of EKS that leave Amazon Linux 2. All other machines are Cluster API's own.
 */
export const awsPlanning: PlanContribution = {
  upgraders: [
    managedControlPlaneUpgrader,
    managedMachinePoolUpgrader,
    machinePoolUpgrader,
    eksDeploymentUpgrader,
  ],
  guards: [eksVersionGuard, capaReleaseGuard, groupGuard],
};
