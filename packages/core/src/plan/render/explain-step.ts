import { type Parsed, toParsed } from "../../diagnostic.ts";
import { showValue } from "../../show-value.ts";
import type { ClusterPlan, PlanStep, UpgradePlan } from "../upgrade-plan.ts";
import { describeStep, type StepDescription } from "./describe-step.ts";
import { clusterLabel } from "./plan-paths.ts";
import { planStages } from "./plan-stages.ts";
import { savedPlanDiagnostics } from "./saved-plan-diagnostics.ts";

/** A step, in words and among the others of its cluster. */
export interface StepExplanation {
  readonly cluster: ClusterPlan["cluster"];
  readonly wave?: string;
  readonly step: PlanStep;
  /** From 1, in the order in which steps are carried out. */
  readonly number: number;
  /** How many steps the cluster's plan has. */
  readonly of: number;
  readonly description: StepDescription;
  /** The steps that have to be finished before. */
  readonly before: readonly PlanStep[];
  /** The steps that wait for it. */
  readonly next: readonly PlanStep[];
}

/** How many ids a refusal lists. */
const shownIds = 5;

/**
 * One step of a plan, found by its id or the beginning of it.
 *
 * @returns `PLAN_STEP_UNKNOWN` or `PLAN_STEP_AMBIGUOUS` where not exactly one step is meant
 * @example
 * ```ts
 * import { explainStep, type UpgradePlan } from "@imagewright/core/plan";
 *
 * const plan: UpgradePlan = {
 *   formatVersion: 1,
 *   intent: {
 *     apiVersion: "imagewright/v1alpha1",
 *     kind: "UpgradeIntent",
 *     goal: { kubernetesVersion: "1.34" },
 *   },
 *   waves: [],
 *   clusters: [],
 *   diagnostics: [],
 *   applyable: true,
 * };
 * explainStep(plan, "bcd").diagnostics.map(({ code }) => code); // => ["PLAN_STEP_UNKNOWN"]
 * ```
 */
export function explainStep(plan: UpgradePlan, id: string): Parsed<StepExplanation> {
  const found = plan.clusters.flatMap((cluster) =>
    cluster.steps.filter((step) => step.id.startsWith(id)).map((step) => ({ cluster, step })),
  );
  const exact = found.filter(({ step }) => step.id === id);
  const matches = exact.length > 0 ? exact : found;
  const [match] = matches;
  if (match === undefined || id === "") {
    const message = `no step has the id ${showValue(id)}`;
    return refuse("PLAN_STEP_UNKNOWN", message, id, undefined);
  }
  if (matches.length > 1) {
    const ids = matches.map(({ step, cluster }) => `${step.id} (${clusterLabel(cluster.cluster)})`);
    const rest = ids.length > shownIds ? `, and ${ids.length - shownIds} more` : "";
    const message = `${showValue(id)} is the beginning of ${ids.length} ids`;
    const expected = `one of ${ids.slice(0, shownIds).join(", ")}${rest}`;
    return refuse("PLAN_STEP_AMBIGUOUS", message, id, expected);
  }
  return toParsed(explanation(match.cluster, match.step));
}

function explanation(plan: ClusterPlan, step: PlanStep): StepExplanation {
  const { cluster, wave, steps } = plan;
  const staged = planStages(plan).flatMap((stage) => stage.steps);
  return {
    cluster,
    ...(wave !== undefined && { wave }),
    step,
    number: staged.find((other) => other.step === step)?.number ?? 0,
    of: steps.length,
    description: describeStep(step),
    before: steps.filter(({ id }) => step.after.includes(id)),
    next: steps.filter(({ after }) => after.includes(step.id)),
  };
}

function refuse(
  code: "PLAN_STEP_UNKNOWN" | "PLAN_STEP_AMBIGUOUS",
  message: string,
  found: string,
  expected: string | undefined,
): Parsed<never> {
  const facts = { message, found: showValue(found), expected };
  return { ok: false, diagnostics: [savedPlanDiagnostics.report(code, facts)] };
}
