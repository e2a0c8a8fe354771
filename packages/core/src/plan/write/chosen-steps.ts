import type { Diagnostic } from "../../diagnostic.ts";
import type { ClusterPlan, PlanStep } from "../upgrade-plan.ts";
import type { PlanWriteOptions, StageChoice } from "./plan-write-options.ts";
import { planWriteDiagnostics } from "./write-diagnostics.ts";

/** The steps of a plan that are written. */
export interface ChosenSteps {
  readonly steps: readonly PlanStep[];
  /** Whether they lead to the end of the plan at once. */
  readonly isFinal: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

/** A cluster behind its namespace. */
export function clusterKey({ cluster: { namespace, name } }: ClusterPlan): string {
  return namespace === undefined ? name : `${namespace}/${name}`;
}

/** The steps of a plan that are to be written, and what has to be known of the others. */
export function chooseSteps(plan: ClusterPlan, options: PlanWriteOptions): ChosenSteps {
  const choice = choiceOf(plan, options);
  if (choice === undefined) {
    return { steps: [], isFinal: false, diagnostics: [] };
  }
  if (!plan.applyable) {
    const [first] = plan.blockers;
    const reason = first === undefined ? "" : `: ${first.message}`;
    return refused(plan, "PLAN_WRITE_BLOCKED", `the plan has blockers${reason}`);
  }
  const { includeCleanUp = false } = options;
  const writable = plan.steps.filter(
    ({ effects, action }) => effects.length > 0 && (includeCleanUp || action !== "cleanUp"),
  );
  const stages = [...new Set(writable.map(({ stage }) => stage))].toSorted((a, b) => a - b);
  return choice === "all"
    ? chooseAll(plan, writable, stages, options)
    : chooseOne(plan, writable, stages, choice);
}

function choiceOf(
  plan: ClusterPlan,
  { stages = "next" }: PlanWriteOptions,
): StageChoice | undefined {
  if (typeof stages !== "object") {
    return stages;
  }
  const key = clusterKey(plan);
  return Object.hasOwn(stages, key) ? stages[key] : undefined;
}

function chooseAll(
  plan: ClusterPlan,
  writable: readonly PlanStep[],
  stages: readonly number[],
  { finalState = false }: PlanWriteOptions,
): ChosenSteps {
  const diagnostics = [...byHand(plan, writable)];
  if (stages.length > 1) {
    const names = stages.join(", ");
    if (!finalState) {
      const message = `stages ${names} can only be applied one after the other`;
      return refused(plan, "PLAN_WRITE_STAGES", message);
    }
    const message = `stages ${names} are written at once`;
    diagnostics.push(report(plan, "PLAN_WRITE_FINAL_STATE", message));
  }
  return { steps: writable, isFinal: true, diagnostics };
}

function chooseOne(
  plan: ClusterPlan,
  writable: readonly PlanStep[],
  stages: readonly number[],
  choice: "next" | number,
): ChosenSteps {
  const chosen = choice === "next" ? stages[0] : choice;
  const steps = writable.filter(({ stage }) => stage === chosen);
  const diagnostics = [...byHand(plan, steps)];
  if (steps.length === 0 && choice !== "next" && plan.steps.length > 0) {
    const names = stages.length === 0 ? "none has" : `these have: ${stages.join(", ")}`;
    const message = `stage ${choice} has nothing to write; ${names}`;
    diagnostics.push(report(plan, "PLAN_WRITE_STAGE_UNKNOWN", message));
  }
  return { steps, isFinal: false, diagnostics };
}

/** What a person has to do before some steps, and no file can say. */
function byHand(plan: ClusterPlan, steps: readonly PlanStep[]): readonly Diagnostic[] {
  const byId = new Map(plan.steps.map((step) => [step.id, step]));
  const before = new Set<PlanStep>();
  const waiting = [...steps];
  for (let step = waiting.pop(); step !== undefined; step = waiting.pop()) {
    for (const id of step.after) {
      const earlier = byId.get(id);
      if (earlier !== undefined && !before.has(earlier)) {
        before.add(earlier);
        waiting.push(earlier);
      }
    }
  }
  return plan.steps
    .filter((step) => before.has(step) && isByHand(step))
    .map(({ title }) => report(plan, "PLAN_WRITE_BY_HAND", `to be done before: ${title}`));
}

function isByHand({ effects, class: kind }: PlanStep): boolean {
  return effects.length === 0 && kind !== "read" && kind !== "wait";
}

type Code = keyof typeof planWriteDiagnostics.rules;

function refused(plan: ClusterPlan, code: Code, message: string): ChosenSteps {
  return { steps: [], isFinal: false, diagnostics: [report(plan, code, message)] };
}

function report(plan: ClusterPlan, code: Code, message: string): Diagnostic {
  return planWriteDiagnostics.report(code, { message: `${clusterKey(plan)}: ${message}` });
}
