import { type PlanGuard, placeFacts } from "@imagewright/core/plan";

import { coreGroup } from "../../reference/cluster-api-groups.ts";
import { clusterApiPlanGuardDiagnostics } from "./cluster-api-plan-guard-diagnostics.ts";

/** Cluster classes that a plan changes for one cluster, and with it for all of the class. */
export const classGuard: PlanGuard = ({ hops }) => {
  const changes = hops
    .flatMap((hop) => hop.changes)
    .filter(
      ({ change, object: { group, kind } }) =>
        change === "patch" && group === coreGroup && kind === "ClusterClass",
    );
  const byName = new Map(
    changes.map((change) => [`${change.object.namespace ?? ""}/${change.object.name}`, change]),
  );
  return [...byName.values()].map(({ object, source }) =>
    clusterApiPlanGuardDiagnostics.report("CAPI_PLAN_CLASS_CHANGED", {
      message: `ClusterClass ${object.name} changes for all of its clusters`,
      ...placeFacts({ object, pointer: "", ...(source !== undefined && { source }) }),
    }),
  );
};
