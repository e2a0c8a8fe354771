import { type Diagnostic, textAt, valueAt } from "@imagewright/core";

import { mapAt } from "../../json-parts.ts";
import type { KarpenterPlanCode } from "../plan-diagnostics.ts";
import { planFinding } from "../plan-finding.ts";
import { type PlannedPool, poolNames } from "../planned-pool.ts";

/** What is worth knowing of a pool, and forbids nothing. */
interface PoolNote {
  readonly code: KarpenterPlanCode;
  readonly pool: PlannedPool;
  readonly pointer: string;
  /** With the name of the pool, or the names of several, in place of `POOLS`. */
  readonly text: string;
}

/** Notes about pools, each once for all pools of which it says the same. */
export function poolNotes(pools: readonly PlannedPool[]): readonly Diagnostic[] {
  const notes = pools.flatMap((pool) => [
    ...defaultBudgets(pool),
    ...expiry(pool),
    ...consolidation(pool),
    ...drain(pool),
  ]);
  const same = Map.groupBy(notes, ({ code, text }) => `${code} ${text}`);
  return [...same.values()].flatMap((group) =>
    group.slice(0, 1).map(({ code, pool, pointer, text }) => {
      const message = text.replace("POOLS", () => poolNames(group.map((note) => note.pool)));
      return planFinding(code, pool.stored, { message, pointer });
    }),
  );
}

/** An API server fills budgets in: an object that it has seen has them. */
function defaultBudgets(pool: PlannedPool): readonly PoolNote[] {
  const pointer = "/spec/disruption/budgets";
  const code = "KARPENTER_PLAN_DEFAULT_BUDGETS";
  return valueAt(pool.stored.object, pointer) === undefined
    ? [{ code, pool, pointer, text: "no budgets stand in POOLS" }]
    : [];
}

function expiry(pool: PlannedPool): readonly PoolNote[] {
  const pointer =
    pool.view.generation === "v1"
      ? "/spec/template/spec/expireAfter"
      : "/spec/disruption/expireAfter";
  const expires = textAt(pool.stored.object, pointer) ?? "720h";
  const text = `nodes of POOLS expire after ${expires}`;
  return expires === "Never" ? [] : [{ code: "KARPENTER_PLAN_EXPIRY", pool, pointer, text }];
}

function consolidation(pool: PlannedPool): readonly PoolNote[] {
  const code = "KARPENTER_PLAN_CONSOLIDATION";
  const text = "nothing is consolidated in POOLS while nodes are held back";
  return pool.view.generation === "v1beta1"
    ? [{ code, pool, pointer: "/spec/disruption", text }]
    : [];
}

function drain(pool: PlannedPool): readonly PoolNote[] {
  const pointer = "/spec/template/spec";
  const text = "pods of POOLS may keep their nodes without end";
  return mapAt(pool.stored.object, pointer)["terminationGracePeriod"] === undefined
    ? [{ code: "KARPENTER_PLAN_DRAIN", pool, pointer, text }]
    : [];
}
