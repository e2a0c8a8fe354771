import type { PlanGuard } from "@imagewright/core/plan";

/** Finds the hazards of a plan that follow from how Cluster API works. */
export const clusterApiGuards: readonly PlanGuard[] = [];
