import { type Diagnostic, manifestSet, type TargetVersions, valueAt } from "@imagewright/core";
import type { PlanGuard } from "@imagewright/core/plan";

import { mapAt, scalarText } from "../../json-parts.ts";
import { poolNeverMatches } from "../../lint/pool-never-matches.ts";
import { amountOf } from "../../quantity.ts";
import { planFinding } from "../plan-finding.ts";
import { poolNotes } from "./pool-notes.ts";
import { touchedPools, type TouchedPool } from "./touched-pools.ts";

/** What keeps the nodes of pools from being replaced, and what replaces them without being asked. */
export const poolGuard: PlanGuard = (context) => {
  const touched = touchedPools(context).filter(({ pool }) => pool.view.generation !== "alpha");
  return [
    ...touched.flatMap((one) => [
      ...checkMatches(one, context.targetVersions),
      ...checkLimits(one),
    ]),
    ...poolNotes(touched.map(({ pool }) => pool)),
  ];
};

function checkMatches(
  { pool, nodeClass }: TouchedPool,
  targetVersions: TargetVersions,
): readonly Diagnostic[] {
  const { stored } = pool;
  const { group, version, kind } = stored.address;
  const { object } = stored;
  const objects = nodeClass === undefined ? [object] : [object, nodeClass.stored.object];
  const manifests = manifestSet(objects);
  return poolNeverMatches
    .check({ group, version, kind, object, manifests, targetVersions })
    .filter(({ code }) => code === "KARPENTER_NEVER_MATCHES")
    .map(({ message, pointer, found }) =>
      planFinding("KARPENTER_PLAN_NEVER_MATCHES", stored, {
        message: `node pool ${pool.name}: ${message}`,
        pointer,
        found,
      }),
    );
}

/** Limits that are reached, as far as the status of the pool says so. */
function checkLimits({ pool }: TouchedPool): readonly Diagnostic[] {
  const { object } = pool.stored;
  const used = mapAt(object, "/status/resources");
  const replicas = valueAt(object, "/spec/replicas");
  return Object.entries(mapAt(object, "/spec/limits")).flatMap(([resource, limit]) => {
    const most = amountOf(scalarText(limit));
    const isOfStatic = resource === "nodes" && typeof replicas === "number";
    const now = isOfStatic ? replicas : amountOf(scalarText(used[resource]));
    const message = `node pool ${pool.name} may have ${scalarText(limit)} of ${resource}, and has ${isOfStatic ? replicas : scalarText(used[resource])}`;
    return most === undefined || now === undefined || now < most
      ? []
      : [
          planFinding("KARPENTER_PLAN_LIMITS", pool.stored, {
            message,
            pointer: `/spec/limits/${resource.replaceAll("~", "~0").replaceAll("/", "~1")}`,
          }),
        ];
  });
}
