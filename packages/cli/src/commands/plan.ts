import { type Diagnostic, hasErrors, noOverrides } from "@imagewright/core";
import { type FileEdit, renderUnifiedDiff, writePlanToFiles } from "@imagewright/core/plan";

import type { CommandContext } from "../command-context.ts";
import type { CommandResult } from "../command-result.ts";
import { exitCodes } from "../exit-code.ts";
import { type MadePlan, makePlan, type PlanRequest } from "../make-plan.ts";
import { artifactTree } from "../output/artifact-tree.ts";
import { describePlan } from "../output/describe-plan.ts";
import { describeWritten } from "../output/describe-written.ts";
import type { ReportedArtifact } from "../output/json-report.ts";
import type { PlanReport } from "../output/plan-report.ts";
import type { PlanArtifactKind } from "../plan-artifact-kinds.ts";
import { planArtifacts } from "../plan-artifacts.ts";
import { planFindings } from "../plan-findings.ts";
import { noTemplates, type ReadTemplates, readTemplates } from "../read-templates.ts";
import { writeInPlace } from "../write-in-place.ts";
import { writeOut } from "../write-out.ts";

/** What `plan` was asked for. */
export interface PlanCommandRequest extends PlanRequest {
  /** Folder for what is made from the plan. */
  readonly out?: string;
  readonly kinds: readonly PlanArtifactKind[];
  /** Folder with the user's own templates. */
  readonly templates?: string;
  /** Whether the next stage is written into the manifests. */
  readonly write: boolean;
  /** Whether the next stage is shown as a diff of the manifests. */
  readonly diff: boolean;
  readonly dryRun: boolean;
}

/** Plans clusters, and writes what was asked for: all of it, or nothing. */
export async function plan(
  context: CommandContext,
  request: PlanCommandRequest,
): Promise<CommandResult> {
  const made = await makePlan(context, request);
  const templates = await templatesOf(context, made, request);
  const edited = editManifests(made, request);
  const diagnostics = [
    ...templates.overrides.diagnostics,
    ...planFindings(made, request),
    ...edited.diagnostics,
  ];
  const ok = made.plan.applyable && !hasErrors(diagnostics);
  const parts = { made, edits: edited.edits, templates };
  const written = ok ? await writeAll(context, parts, request) : nothingWritten;
  const diff = request.diff ? renderUnifiedDiff(ok ? edited.edits : []) : undefined;
  const { out, dryRun } = request;
  const { read, sources, place } = made.clusters;
  const texts = new Map([...sources, ...templates.sources]);
  const report: PlanReport = {
    formatVersion: 1,
    command: "plan",
    ok,
    exitCode: ok ? exitCodes.done : exitCodes.findings,
    files: read.files,
    plan: { ...made.plan },
    ...(out !== undefined && { out }),
    dryRun,
    artifacts: written.artifacts,
    written: request.write && ok ? edited.edits.map(({ file }) => file) : [],
    ...(diff !== undefined && { diff }),
    diagnostics: place(diagnostics),
  };
  const text = diff ?? [describePlan(made.plan), written.text].join("");
  return { report, text, sources: texts, order: read.order };
}

async function templatesOf(
  { io }: CommandContext,
  { clusters }: MadePlan,
  { templates }: PlanCommandRequest,
): Promise<ReadTemplates> {
  return templates === undefined
    ? noTemplates
    : await readTemplates(io, templates, clusters.plugins);
}

interface EditedManifests {
  readonly edits: readonly FileEdit[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The manifests as they are when the next stage of every cluster is written into them. */
function editManifests(
  { plan: made, clusters }: MadePlan,
  { write, diff }: PlanCommandRequest,
): EditedManifests {
  if (!made.applyable || !(write || diff)) {
    return { edits: [], diagnostics: [] };
  }
  const edited = writePlanToFiles(made.clusters, clusters.read.texts, {
    catalog: clusters.catalog,
    includeCleanUp: made.intent.cleanUp === true,
  });
  return { edits: edited.ok ? edited.value : [], diagnostics: edited.diagnostics };
}

interface Written {
  readonly artifacts: readonly ReportedArtifact[];
  readonly text: string;
}

const nothingWritten: Written = { artifacts: [], text: "" };

interface WrittenParts {
  readonly made: MadePlan;
  readonly edits: readonly FileEdit[];
  readonly templates: ReadTemplates;
}

async function writeAll(
  { io }: CommandContext,
  { made, edits, templates: { overrides } }: WrittenParts,
  { out, kinds, write, dryRun }: PlanCommandRequest,
): Promise<Written> {
  const own = overrides.ok ? overrides.value : noOverrides;
  const artifacts = out === undefined ? [] : planArtifacts(made, kinds, own);
  const written = out === undefined ? [] : await writeOut(io, out, artifacts, dryRun);
  if (write) {
    await writeInPlace(io, edits, dryRun);
  }
  const tree = out === undefined ? "" : `\n${artifactTree(out, written, { dryRun })}`;
  return {
    artifacts: artifacts.map(({ path, mediaType }, index) => ({
      path,
      mediaType,
      bytes: written[index]?.bytes ?? 0,
      status: written[index]?.status ?? "unchanged",
    })),
    text: `${tree}${write ? `\n${describeWritten(edits, dryRun)}` : ""}`,
  };
}
