import {
  type Diagnostic,
  isJsonObject,
  manifestSet,
  type TargetVersions,
  textAt,
  valueAt,
} from "@imagewright/core";
import type { PlanGuard } from "@imagewright/core/plan";

import { mapAt, scalarText } from "../../json-parts.ts";
import { poolNeverMatches } from "../../lint/pool-never-matches.ts";
import { amountOf } from "../../quantity.ts";
import { planFinding } from "../plan-finding.ts";
import { touchedPools, type TouchedPool } from "./touched-pools.ts";

/** What keeps the nodes of pools from being replaced, and what replaces them without being asked. */
export const poolGuard: PlanGuard = (context) =>
  touchedPools(context)
    .filter(({ pool }) => pool.view.generation !== "alpha")
    .flatMap((touched) => [
      ...checkMatches(touched, context.targetVersions),
      ...checkLimits(touched),
      ...checkDefaults(touched),
      ...checkExpiry(touched),
      ...checkConsolidation(touched),
      ...checkDrain(touched),
    ]);

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

/** An API server fills budgets in: an object that it has seen has them. */
function checkDefaults({ pool }: TouchedPool): readonly Diagnostic[] {
  const pointer = "/spec/disruption/budgets";
  const message = `node pool ${pool.name} names no budgets`;
  return valueAt(pool.stored.object, pointer) === undefined
    ? [planFinding("KARPENTER_PLAN_DEFAULT_BUDGETS", pool.stored, { message, pointer })]
    : [];
}

function checkExpiry({ pool }: TouchedPool): readonly Diagnostic[] {
  const { object } = pool.stored;
  const pointer =
    pool.view.generation === "v1"
      ? "/spec/template/spec/expireAfter"
      : "/spec/disruption/expireAfter";
  const expires = textAt(object, pointer) ?? "720h";
  const message = `nodes of node pool ${pool.name} expire after ${expires}`;
  return expires === "Never"
    ? []
    : [planFinding("KARPENTER_PLAN_EXPIRY", pool.stored, { message, pointer })];
}

function checkConsolidation({ pool }: TouchedPool): readonly Diagnostic[] {
  const pointer = "/spec/disruption";
  const message = `nothing is consolidated in node pool ${pool.name} while it is frozen`;
  return pool.view.generation === "v1beta1"
    ? [planFinding("KARPENTER_PLAN_CONSOLIDATION", pool.stored, { message, pointer })]
    : [];
}

function checkDrain({ pool }: TouchedPool): readonly Diagnostic[] {
  const template = mapAt(pool.stored.object, "/spec/template/spec");
  const message = `pods of node pool ${pool.name} may keep their nodes without end`;
  const pointer = "/spec/template/spec";
  return isJsonObject(template) && template["terminationGracePeriod"] === undefined
    ? [planFinding("KARPENTER_PLAN_DRAIN", pool.stored, { message, pointer })]
    : [];
}
