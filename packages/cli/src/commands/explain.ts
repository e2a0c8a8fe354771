import { type Diagnostic, emitYaml, type Parsed } from "@imagewright/core";
import {
  type ChangeCommand,
  explainStep,
  parsePlan,
  type PlanObjects,
  type PlanStep,
  type StepCommands,
  stepCommands,
  type StepExplanation,
  type UpgradePlan,
} from "@imagewright/core/plan";
import { readSingle } from "@imagewright/core/read";

import type { CommandContext } from "../command-context.ts";
import type { CommandResult } from "../command-result.ts";
import { exitCodes } from "../exit-code.ts";
import { makePlan, type PlanRequest } from "../make-plan.ts";
import { clusterName } from "../output/cluster-name.ts";
import { describeExplanation } from "../output/describe-explanation.ts";
import type { ExplainedCommand, ExplainedStep, NamedStep } from "../output/explain-report.ts";
import { planFindings } from "../plan-findings.ts";
import { readSource, sourceTexts } from "../read-source.ts";

/** Explains a step of a plan that is there. */
export async function explainSaved(
  { io }: CommandContext,
  { step, plan }: { readonly step: string; readonly plan: string },
): Promise<CommandResult> {
  const source = await readSource(io, plan);
  const read = source.ok ? readSingle(source.value.bytes, { file: source.value.file }) : source;
  const parsed = read.ok ? parsePlan(read.value) : read;
  return resultOf(explain(parsed, step), [], sourceTexts([source]));
}

/** Makes a plan, and explains a step of it. */
export async function explainMade(
  context: CommandContext,
  { step, ...request }: PlanRequest & { readonly step: string },
): Promise<CommandResult> {
  const made = await makePlan(context, request);
  const { sources, place } = made.clusters;
  const found = made.plan.applyable ? [] : place(planFindings(made, request));
  const explained = explain({ ok: true, value: made.plan, diagnostics: [] }, step, made.objects);
  return resultOf(explained, found, sources);
}

function explain(
  plan: Parsed<UpgradePlan>,
  id: string,
  objects?: PlanObjects,
): Parsed<ExplainedStep> {
  const explained = plan.ok ? explainStep(plan.value, id) : plan;
  if (!plan.ok || !explained.ok) {
    return { ok: false, diagnostics: explained.diagnostics };
  }
  const { diagnostics, value } = explained;
  return { ok: true, value: reportStep(plan.value, value, objects), diagnostics };
}

function reportStep(
  plan: UpgradePlan,
  { step, cluster, wave, number, of, description, before, next }: StepExplanation,
  objects: PlanObjects | undefined,
): ExplainedStep {
  const { title, reason, changes, finished, failure, undoing } = description;
  const { apply, undo } = commandsOf(plan, step, objects);
  return {
    id: step.id,
    cluster: clusterName(cluster),
    ...(wave !== undefined && { wave }),
    number,
    of,
    stage: step.stage,
    title,
    reason,
    changes,
    commands: apply.map(reportCommand),
    finished,
    failure,
    undoing: undoing.text,
    undoCommands: undo.map(reportCommand),
    before: before.map(nameOf),
    next: next.map(nameOf),
  };
}

function commandsOf(
  { clusters }: UpgradePlan,
  step: PlanStep,
  objects: PlanObjects | undefined,
): StepCommands {
  const plan = clusters.find(({ steps }) => steps.includes(step));
  return plan === undefined ? { apply: [], undo: [] } : stepCommands(plan, step, objects);
}

function reportCommand({ words, manifest }: ChangeCommand): ExplainedCommand {
  return { words, ...(manifest !== undefined && { input: emitYaml(manifest) }) };
}

function nameOf({ id, title }: PlanStep): NamedStep {
  return { id, title };
}

function resultOf(
  explained: Parsed<ExplainedStep>,
  found: readonly Diagnostic[],
  sources: ReadonlyMap<string, string>,
): CommandResult {
  const { ok } = explained;
  return {
    report: {
      formatVersion: 1,
      command: "explain",
      ok,
      exitCode: ok ? exitCodes.done : exitCodes.findings,
      ...(explained.ok && { step: explained.value }),
      diagnostics: [...found, ...explained.diagnostics],
    },
    text: explained.ok ? describeExplanation(explained.value) : "",
    sources,
  };
}
