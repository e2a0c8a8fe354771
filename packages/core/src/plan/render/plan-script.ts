import type { Artifact } from "../../artifact.ts";
import { valueRefused } from "../../error.ts";
import { renderTemplate } from "../../template/render-template.ts";
import type { TemplateOverrides } from "../../template/template-overrides.ts";
import type { PlanObjects } from "../plan-contribution.ts";
import type { ClusterPlan, PlanStep } from "../upgrade-plan.ts";
import { clusterFolder, clusterLabel } from "./plan-paths.ts";
import { type PlanStage, planStages, type StagedStep } from "./plan-stages.ts";
import { scriptEffect } from "./script-effect.ts";
import { stepWait } from "./script-wait.ts";
import { upgradeScriptTemplate } from "./templates/compiled.ts";
import type { ScriptAwait, ScriptStage, ScriptStep } from "./upgrade-script-model.ts";

/** How a script is rendered. */
export interface PlanScriptOptions {
  /** Templates that are used instead of the built-in ones of their names. */
  readonly overrides?: TemplateOverrides;
}

/**
 * A POSIX shell script that carries out the plan of one cluster with kubectl: it checks what stands
 * there before each change, waits for rollouts, asks for approvals at a terminal only, and goes on
 * where it stopped. Its head says how it is called.
 *
 * @param objects - the objects of the cluster as they stand before the plan
 * @throws {ImagewrightError} `VALUE_REFUSED` where a change cannot be made to the objects, and for
 * text that no shell or YAML reader carries
 * @example
 * ```ts
 * import { type ClusterPlan, planObjects, renderClusterScript } from "@imagewright/core/plan";
 *
 * const plan: ClusterPlan = {
 *   formatVersion: 1,
 *   cluster: { name: "orders", namespace: "shop" },
 *   hops: [],
 *   steps: [],
 *   images: [],
 *   garbage: [],
 *   hazards: [],
 *   blockers: [],
 *   applyable: true,
 * };
 * const script = renderClusterScript(plan, planObjects([]));
 * script.path; // => "shop/orders/upgrade.sh"
 * script.text.startsWith("#!/bin/sh\n"); // => true
 * ```
 */
export function renderClusterScript(
  plan: ClusterPlan,
  objects: PlanObjects,
  { overrides }: PlanScriptOptions = {},
): Artifact {
  const stages = planStages(plan, objects);
  const steps = stages.flatMap((stage) => stage.steps);
  const model = {
    cluster: clusterLabel(plan.cluster),
    total: steps.length,
    list: steps.map(stepName),
    blockers: plan.blockers.map(({ code, message, hint }) => `${code}: ${message}. ${hint}`),
    blockerCount: plan.blockers.length,
    stages: stages.map((stage) => scriptStage(stage, plan)),
  };
  return {
    path: `${clusterFolder(plan.cluster)}/upgrade.sh`,
    mediaType: "text/x-shellscript",
    text: renderTemplate(upgradeScriptTemplate, model, { overrides, limits: scriptLimits }),
  };
}

/** Manifests may be long, and there may be many of them. */
const scriptLimits = { output: 100_000_000, steps: 20_000_000 };

function stepName({ step, number }: StagedStep): Pick<ScriptStep, "number" | "id" | "title"> {
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]*$/u.test(step.id)) {
    const hint = "Use the ids that the planner gives.";
    throw valueRefused("shell", `/steps/${number - 1}/id`, "it is no id of a step", hint);
  }
  return { number, id: step.id, title: step.title };
}

function scriptStage({ number, steps }: PlanStage, plan: ClusterPlan): ScriptStage {
  const all = steps.map((staged) => scriptStep(staged, plan));
  return { number, steps: all, awaited: all.filter(({ isInline }) => !isInline).map(awaited) };
}

function awaited({ number, id, title, wait, question }: ScriptStep): ScriptAwait {
  return {
    number,
    id,
    title,
    ...(wait !== undefined && { wait }),
    ...(question !== undefined && { question }),
  };
}

function scriptStep(staged: StagedStep, plan: ClusterPlan): ScriptStep {
  const { step, changes } = staged;
  const { seconds, title, reason } = step;
  return {
    ...stepName(staged),
    ...(isForPeople(step) && { approval: `${title}. ${reason}` }),
    effects: changes.map((change) => scriptEffect(change, step.action)),
    ...(seconds !== undefined && { seconds }),
    isInline: isFirst(step),
    ...stepWait(staged, plan),
  };
}

/** What no script can do. */
function isForPeople({ class: stepClass, action }: PlanStep): boolean {
  return stepClass === "approve" || action === "buildImage" || action === "upgradeByHand";
}

/** Whether the next step of its stage cannot begin before it is finished. */
function isFirst({ class: stepClass, check }: PlanStep): boolean {
  return check === undefined || (stepClass !== "change" && stepClass !== "create");
}
