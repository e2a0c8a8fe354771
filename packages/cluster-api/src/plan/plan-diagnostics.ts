import { defineDiagnostics } from "@imagewright/core";

/** What keeps Cluster API objects from being upgraded by a plan. */
export const clusterApiPlanDiagnostics = defineDiagnostics({
  CAPI_PLAN_SET_ALONE: {
    severity: "error",
    cause: "A MachineSet without a MachineDeployment never replaces machines.",
    remedy:
      "Let a MachineDeployment own the set, or replace the set by a new one and leave it out of the plan.",
  },
});
