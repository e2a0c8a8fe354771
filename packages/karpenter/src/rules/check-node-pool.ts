import { type Diagnostic, formatPointer, showValue } from "@imagewright/core";

import { isCronSchedule } from "../cron-schedule.ts";
import { karpenterDiagnostics } from "../karpenter-diagnostics.ts";
import { karpenterVersionOf } from "../karpenter-version.ts";
import type { NodePoolOptions } from "../node-pool-options.ts";
import type { DisruptionBudget } from "../node-pool-spec.ts";
import { checkStaticPool } from "./check-instance-options.ts";
import {
  checkLimits,
  checkNodeLabels,
  checkPoolTaints,
  checkRequirements,
} from "./check-scheduling.ts";
import type { RuleContext } from "./rule-context.ts";

/** Every problem of the target's node pools. */
export function checkNodePools(context: RuleContext): readonly Diagnostic[] {
  return (context.target.nodePools ?? []).flatMap((options, index) =>
    checkNodePool(context, options, `/nodePools/${index}`),
  );
}

function checkNodePool(
  { image, target }: RuleContext,
  options: NodePoolOptions,
  pointer: string,
): readonly Diagnostic[] {
  const version = karpenterVersionOf(target);
  const { requirements = [], taints = [], startupTaints = [], disruption } = options;
  return [
    ...checkRequirements(requirements, image, version, `${pointer}/requirements`),
    ...checkNodeLabels(options.nodeLabels ?? {}, version, `${pointer}/nodeLabels`),
    ...checkAnnotations(options, pointer),
    ...checkPoolTaints(taints, startupTaints, pointer),
    ...checkLimits(options.limits ?? {}, `${pointer}/limits`),
    ...checkStaticPool(options, pointer),
    ...checkBudgets(disruption?.budgets ?? [], `${pointer}/disruption/budgets`),
  ];
}

function checkAnnotations(
  { annotations = {} }: NodePoolOptions,
  pointer: string,
): readonly Diagnostic[] {
  return Object.keys(annotations)
    .filter(
      (key) =>
        !/^(?:[a-z0-9.-]{1,253}\/)?[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/u.test(key),
    )
    .map((key) =>
      karpenterDiagnostics.report("KARPENTER_LABEL", {
        message: "this is no annotation key",
        pointer: `${pointer}${formatPointer(["annotations", key])}`,
        found: showValue(key),
      }),
    );
}

/** Every problem of disruption budgets. */
function checkBudgets(
  budgets: readonly DisruptionBudget[],
  pointer: string,
): readonly Diagnostic[] {
  const isClosed = budgets.some(
    ({ nodes, schedule, reasons }) =>
      /^0+%?$/u.test(nodes) &&
      schedule === undefined &&
      (reasons === undefined || reasons.includes("Drifted")),
  );
  const message = "a budget of no nodes holds at all times";
  return [
    ...budgets.flatMap((budget, index) => checkBudget(budget, `${pointer}/${index}`)),
    ...(isClosed
      ? [karpenterDiagnostics.report("KARPENTER_BUDGET_CLOSED", { message, pointer })]
      : []),
  ];
}

function checkBudget(
  { schedule, duration, reasons }: DisruptionBudget,
  pointer: string,
): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  if ((schedule === undefined) !== (duration === undefined)) {
    const message = "schedule and duration stand together";
    found.push(karpenterDiagnostics.report("KARPENTER_BUDGET", { message, pointer }));
  }
  if (schedule !== undefined && !isCronSchedule(schedule)) {
    const facts = { message: "the schedule does not parse", found: showValue(schedule) };
    const at = `${pointer}/schedule`;
    found.push(karpenterDiagnostics.report("KARPENTER_BUDGET", { ...facts, pointer: at }));
  }
  if (reasons?.length === 0) {
    const message = "the budget names no reason";
    const at = `${pointer}/reasons`;
    found.push(karpenterDiagnostics.report("KARPENTER_BUDGET_IDLE", { message, pointer: at }));
  }
  return found;
}
