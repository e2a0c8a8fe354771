import type { PlanContribution } from "@imagewright/core/plan";

import { capzGuardedRuleCodes } from "./capz-guarded-rule-codes.ts";
import { defaultImageGuard } from "./guards/default-image-guard.ts";
import { managedGuard } from "./guards/managed-guard.ts";
import { newImageGuard } from "./guards/new-image-guard.ts";
import { poolGuard } from "./guards/pool-guard.ts";
import { sshKeyGuard } from "./guards/ssh-key-guard.ts";
import { secretGuard, secretKeepReason } from "./kept-templates.ts";
import { machinePoolUpgrader } from "./machine-pool-upgrader.ts";
import { managedControlPlaneUpgrader } from "./managed-control-plane-upgrader.ts";
import { managedPoolUpgrader } from "./managed-pool-upgrader.ts";
import { secretUpgraders } from "./secret-upgraders.ts";

/**
 * What CAPZ knows of upgrades: pools, AKS, and machines whose files are in secrets that are named
 * after their template. Other control planes and deployments are upgraded as Cluster API does.
 */
export const azurePlanning: PlanContribution = {
  upgraders: [
    machinePoolUpgrader,
    managedControlPlaneUpgrader,
    managedPoolUpgrader,
    ...secretUpgraders,
  ],
  guards: [poolGuard, defaultImageGuard, newImageGuard, sshKeyGuard, managedGuard, secretGuard],
  keeps: [secretKeepReason],
  guardedRules: capzGuardedRuleCodes,
};
