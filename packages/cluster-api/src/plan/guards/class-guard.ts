import { placeFacts, type PlanGuard, type StoredObject } from "@imagewright/core/plan";

import { coreGroup } from "../../reference/cluster-api-groups.ts";
import { clusterApiPlanGuardDiagnostics } from "./cluster-api-plan-guard-diagnostics.ts";

/** Cluster classes that get variables for the plan of one cluster: all of the class see them. */
export const classGuard: PlanGuard = ({ hops }) => {
  const changed = hops.flatMap(({ changes, before }) =>
    changes
      .filter(({ change, object }) => change === "patch" && isClass(object))
      .flatMap(({ object }) => before.find(object) ?? []),
  );
  const byName = new Map(
    changed.map((one) => [`${one.address.namespace ?? ""}/${one.address.name}`, one]),
  );
  return [...byName.values()].map(({ address, source }) =>
    clusterApiPlanGuardDiagnostics.report("CAPI_PLAN_CLASS_CHANGED", {
      message: `ClusterClass ${address.name} gets variables, and no cluster rolls out for that`,
      ...placeFacts({ object: address, pointer: "", ...(source !== undefined && { source }) }),
    }),
  );
};

function isClass({ group, kind }: StoredObject["address"]): boolean {
  return group === coreGroup && kind === "ClusterClass";
}
