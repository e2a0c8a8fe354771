import type { PlanContribution } from "@imagewright/core/plan";

import { clusterApiGuards } from "./guards/index.ts";

export { clusterApiPlanDiagnostics } from "./plan-diagnostics.ts";

/** What Cluster API itself knows of upgrades. */
export const clusterApiPlanning: PlanContribution = {
  upgraders: [],
  guards: clusterApiGuards,
};
