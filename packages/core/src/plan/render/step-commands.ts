import type { PlanObjects } from "../plan-contribution.ts";
import type { ClusterPlan, PlanStep } from "../upgrade-plan.ts";
import { planStages } from "./plan-stages.ts";
import { rollbackOf } from "./rollback-of.ts";
import { type ChangeCommand, changeCommand } from "./step-command.ts";

/** What carries out a step by hand, and what puts the objects back. */
export interface StepCommands {
  /** In the order of the step's effects. */
  readonly apply: readonly ChangeCommand[];
  /** In the order in which they undo; empty where nothing can be put back, or nothing has to. */
  readonly undo: readonly ChangeCommand[];
}

/**
 * The kubectl commands of one step.
 *
 * @param plan - the plan that has the step
 * @param objects - as they stand before the plan; without them a copy has no manifest, and numbers
 *   in pointers are taken for indexes of lists
 * @example
 * ```ts
 * const object = { group: "example.com", version: "v1", kind: "Pool", name: "a" };
 * const step: PlanStep = {
 *   id: "1",
 *   class: "change",
 *   action: "upgradeNodes",
 *   title: "Upgrade the pool",
 *   reason: "It is next.",
 *   hop: 1,
 *   stage: 1,
 *   after: [],
 *   effects: [
 *     { change: "patch", object, fields: [{ pointer: "/spec/version", from: "a", to: "b" }] },
 *   ],
 *   rollback: "revert",
 * };
 * const plan: ClusterPlan = {
 *   formatVersion: 1,
 *   cluster: { name: "orders" },
 *   hops: [],
 *   steps: [step],
 *   images: [],
 *   garbage: [],
 *   hazards: [],
 *   blockers: [],
 *   applyable: true,
 * };
 * const { apply, undo } = stepCommands(plan, step);
 * apply[0]?.words.slice(0, 3); // => ["kubectl", "patch", "pools.v1.example.com/a"]
 * undo.length; // => 1
 * ```
 */
export function stepCommands(
  plan: ClusterPlan,
  step: PlanStep,
  objects?: PlanObjects,
): StepCommands {
  const staged = planStages(plan, objects).flatMap(({ steps }) => steps);
  const { changes = [] } = staged.find((one) => one.step.id === step.id) ?? {};
  return {
    apply: changes.map(({ change, before, after }) => changeCommand(change, before, after)),
    undo: rollbackOf(step).changes.map((change) => changeCommand(change)),
  };
}
