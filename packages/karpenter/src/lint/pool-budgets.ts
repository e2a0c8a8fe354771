import {
  type Diagnostic,
  type JsonObject,
  type ManifestRule,
  showValue,
  textAt,
} from "@imagewright/core";

import { cronNeverFires, isCronSchedule } from "../cron-schedule.ts";
import { listAt, mapsAt, textsOf } from "../json-parts.ts";
import { karpenterDiagnostics } from "../karpenter-diagnostics.ts";
import { poolGroup } from "./pool-view.ts";

const at = "/spec/disruption/budgets";

/** Disruption budgets that block everything, or limit nothing. */
export const poolBudgets: ManifestRule = {
  group: poolGroup,
  kinds: ["NodePool"],
  check({ object }) {
    const budgets = mapsAt(object, at);
    const isClosed = budgets.some(({ map }) => isAlwaysZero(map));
    const message = "a budget of no nodes holds at all times";
    return [
      ...budgets.flatMap(({ index, map }) => checkBudget(map, `${at}/${index}`)),
      ...(isClosed
        ? [karpenterDiagnostics.report("KARPENTER_BUDGET_CLOSED", { message, pointer: at })]
        : []),
    ];
  },
};

export function isAlwaysZero(budget: JsonObject): boolean {
  const { reasons } = { ...budget };
  const schedule = textAt(budget, "/schedule");
  const isAlways = schedule === undefined || (isCronSchedule(schedule) && cronNeverFires(schedule));
  const holds = reasons === undefined || textsOf(reasons).includes("Drifted");
  return /^0+%?$/u.test(textAt(budget, "/nodes") ?? "10%") && isAlways && holds;
}

function checkBudget(budget: JsonObject, pointer: string): readonly Diagnostic[] {
  const schedule = textAt(budget, "/schedule");
  const found: Diagnostic[] = [];
  if (schedule !== undefined) {
    const facts = { pointer: `${pointer}/schedule`, found: showValue(schedule) };
    if (!isCronSchedule(schedule)) {
      const message = "the schedule does not parse";
      const hint =
        "Write five cron fields in UTC, or a name such as `@daily`; ranges ascend, and Sunday is 0.";
      found.push(karpenterDiagnostics.report("KARPENTER_BUDGET", { ...facts, message, hint }));
    } else if (cronNeverFires(schedule)) {
      const message = "no day of any year fits the schedule";
      found.push(karpenterDiagnostics.report("KARPENTER_BUDGET_NEVER", { ...facts, message }));
    }
  }
  if ("reasons" in budget && listAt(budget, "/reasons").length === 0) {
    const facts = { message: "the budget names no reason", pointer: `${pointer}/reasons` };
    found.push(karpenterDiagnostics.report("KARPENTER_BUDGET_IDLE", facts));
  }
  return found;
}
