import { type Diagnostic, isJsonList, isJsonObject, textAt, valueAt } from "@imagewright/core";

import { isCronSchedule } from "../cron-schedule.ts";
import { mapAt } from "../json-parts.ts";
import { isAlwaysZero } from "../lint/pool-budgets.ts";
import { budgetsAt, ownBudgets } from "./freeze-phase.ts";
import { planFinding } from "./plan-finding.ts";
import type { PlannedPool } from "./planned-pool.ts";
import { markers, mostBudgets } from "./upgrade-settings.ts";

const keptKey = "karpenter.sh/do-not-disrupt";

/** Whether the nodes of a pool can be held back, let go, and everything be put back. */
export function checkPool(pool: PlannedPool): readonly Diagnostic[] {
  return pool.view.generation === "alpha"
    ? []
    : [...checkForm(pool), ...checkPhase(pool), ...checkBudgets(pool), ...checkKept(pool)];
}

/** The parts that are changed are what their definition says. */
function checkForm({ name, stored }: PlannedPool): readonly Diagnostic[] {
  const { object } = stored;
  const maps = ["/spec", "/spec/template", "/spec/template/spec"];
  const optional = ["/metadata/annotations", "/spec/disruption", "/spec/template/metadata"];
  const wrong = [
    ...maps.filter((pointer) => !isJsonObject(valueAt(object, pointer))),
    ...optional.filter((pointer) => !isJsonObject(valueAt(object, pointer) ?? {})),
    ...[budgetsAt, "/spec/template/spec/taints", "/spec/template/spec/requirements"].filter(
      (pointer) => !isJsonList(valueAt(object, pointer) ?? []),
    ),
  ];
  return wrong.map((pointer) =>
    planFinding("KARPENTER_PLAN_UNREADABLE", stored, {
      message: `${pointer} of node pool ${name} is not what Karpenter defines`,
      pointer,
    }),
  );
}

function checkPhase({ name, stored, phase }: PlannedPool): readonly Diagnostic[] {
  if (phase === "edited") {
    const message = `the budgets of node pool ${name} are neither those of the upgrade nor those before it`;
    const facts = { message, pointer: budgetsAt };
    return [planFinding("KARPENTER_PLAN_BUDGETS_EDITED", stored, facts)];
  }
  const pointer = `/metadata/annotations/${markers.frozen.replaceAll("/", "~1")}`;
  const message = `the note about the budgets of node pool ${name} is not one of ours`;
  return phase === "unreadable"
    ? [planFinding("KARPENTER_PLAN_MARKER", stored, { message, pointer })]
    : [];
}

function checkBudgets({ name, stored }: PlannedPool): readonly Diagnostic[] {
  const budgets = ownBudgets(stored.object);
  const isClosed = budgets.some((budget) => {
    const schedule = isJsonObject(budget) ? textAt(budget, "/schedule") : undefined;
    // One schedule that does not parse closes the pool, whatever its reasons.
    const isBroken = schedule !== undefined && !isCronSchedule(schedule);
    return isBroken || (isJsonObject(budget) && isAlwaysZero(budget));
  });
  const facts = { pointer: budgetsAt };
  const held = `a budget of node pool ${name} never lets a node go`;
  const full = `node pool ${name} has ${budgets.length} budgets`;
  return [
    ...(isClosed ? [planFinding("KARPENTER_PLAN_HELD", stored, { ...facts, message: held })] : []),
    ...(budgets.length >= mostBudgets
      ? [planFinding("KARPENTER_PLAN_BUDGETS_FULL", stored, { ...facts, message: full })]
      : []),
  ];
}

/** Nodes that bear the annotation are never replaced, not even with a grace period. */
function checkKept({ name, stored, view }: PlannedPool): readonly Diagnostic[] {
  const annotations = mapAt(stored.object, `${view.metadataAt}/annotations`);
  const message = `all nodes of node pool ${name} bear ${keptKey}`;
  const pointer = `${view.metadataAt}/annotations/${keptKey.replaceAll("/", "~1")}`;
  return annotations[keptKey] === "true"
    ? [planFinding("KARPENTER_PLAN_HELD", stored, { message, pointer })]
    : [];
}
