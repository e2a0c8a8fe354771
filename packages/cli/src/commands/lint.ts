import { resolve } from "node:path";

import {
  combineSources,
  type CustomResourceSource,
  type LintedObject,
  lintManifests,
} from "@imagewright/admission";
import { openDefinitions } from "@imagewright/admission/node";
import { manifestJudges } from "@imagewright/cluster-api/lint";
import type { Diagnostic, TargetVersions } from "@imagewright/core";
import { checkPath } from "@imagewright/core/node";

import { cliDiagnostics } from "../cli-diagnostics.ts";
import type { CommandContext } from "../command-context.ts";
import type { CommandResult } from "../command-result.ts";
import { exitCodes } from "../exit-code.ts";
import { CommandFailure } from "../failure.ts";
import type { LintReport, LintSummary, ReportedObject } from "../output/lint-report.ts";
import { plural } from "../output/print-diagnostic.ts";
import { readManifests } from "../read-manifests.ts";
import { readVariables } from "../read-variables.ts";

export interface LintOptions {
  /** Files and folders of manifests; `-` is standard input. */
  readonly files: readonly string[];
  /** Files and folders of definitions. */
  readonly crds: readonly string[];
  /** What is there already. */
  readonly against?: string;
  /** File with the values of clusterctl's variables; without it they are left in the text. */
  readonly variables?: string;
  readonly targetVersions: TargetVersions;
  /** Whether warnings count as errors. */
  readonly strict: boolean;
}

/** Judges manifests by the definitions, webhooks and rules of every provider. */
export async function lint(context: CommandContext, options: LintOptions): Promise<CommandResult> {
  const { io } = context;
  const { files, against, targetVersions } = options;
  const source = await openSources(io.cwd, options.crds);
  const prepare = await readVariables(io, options.variables);
  const before = await readManifests(io, against === undefined ? [] : [against], prepare);
  const read = await readManifests(io, files, prepare);
  const { objects, diagnostics } = lintManifests({
    documents: read.documents,
    ...(against !== undefined && { against: before.documents }),
    ...(source !== undefined && { source }),
    ...(await manifestJudges(await context.loadPlugins())),
    targetVersions,
  });
  const summary = summarize(objects);
  const found = [
    ...before.diagnostics,
    ...read.diagnostics,
    ...forPeople(diagnostics, options),
    ...(source === undefined ? [] : checkUse(summary)),
  ];
  const limit = options.strict ? ["error", "warning"] : ["error"];
  const ok = !found.some(({ severity }) => limit.includes(severity));
  const report: LintReport = {
    formatVersion: 1,
    command: "lint",
    ok,
    exitCode: ok ? exitCodes.done : exitCodes.findings,
    files: read.files,
    strict: options.strict,
    hasDefinitions: source !== undefined,
    targetVersions,
    summary,
    objects: objects.map(reportObject),
    diagnostics: found,
  };
  const sources = new Map([...before.sources, ...read.sources]);
  const order = [...before.order, ...read.order];
  return { report, text: describe(summary, read.files.length), sources, order };
}

/**
 * @throws {CommandFailure} with every path at which nothing can be read
 * @throws {ImagewrightError} `INPUT_INVALID` with what is wrong with the definitions
 */
async function openSources(
  cwd: string,
  paths: readonly string[],
): Promise<CustomResourceSource | undefined> {
  const checked = await Promise.all(paths.map((path) => checkPath(path, { cwd })));
  const missing = checked.filter((found) => found !== undefined);
  if (missing.length > 0) {
    throw new CommandFailure(exitCodes.findings, missing);
  }
  const sources = paths.map((path) => openDefinitions(resolve(cwd, path)));
  return sources.length === 0 ? undefined : combineSources(sources);
}

/** Kinds without definition are named once each, and hints name the options of the command. */
function forPeople(
  diagnostics: readonly Diagnostic[],
  { variables }: LintOptions,
): readonly Diagnostic[] {
  const undefinedKinds = Map.groupBy(
    diagnostics.filter(({ code }) => code === "LINT_NO_DEFINITION"),
    ({ message }) => message,
  );
  return diagnostics.flatMap((one) => {
    if (one.code === "LINT_SCHEMA_NOT_CHECKED") {
      const hint = "Run `kubectl get crd -o yaml > crds.yaml`, then pass `--crds crds.yaml`.";
      return [{ ...one, hint }];
    }
    if (variables === undefined && /\$\{[A-Za-z_]/u.test(one.found ?? "")) {
      return [{ ...one, hint: "Give the variable its value, with `--variables FILE`." }];
    }
    const alike = undefinedKinds.get(one.message) ?? [one];
    if (alike[0] !== one) {
      return [];
    }
    const message = alike.length === 1 ? one.message : `${one.message} (${alike.length} objects)`;
    return [{ ...one, message }];
  });
}

/** A wrong path must not look like a clean bill of health. */
function checkUse({ objects, notJudged }: LintSummary): readonly Diagnostic[] {
  if (objects === 0 || notJudged < objects) {
    return [];
  }
  const message = "no definition that was given is of any of the objects";
  return [cliDiagnostics.report("CLI_DEFINITIONS_UNUSED", { message })];
}

function summarize(objects: readonly LintedObject[]): LintSummary {
  const count = (...verdicts: readonly LintedObject["verdict"][]): number =>
    objects.filter(({ verdict }) => verdicts.includes(verdict)).length;
  return {
    objects: objects.length,
    admitted: count("admitted"),
    refused: count("refused"),
    notJudged: count("noDefinition", "notJudged"),
  };
}

function reportObject(object: LintedObject): ReportedObject {
  const { group, version, kind, name, namespace, source, pointer, isUpdate, verdict } = object;
  return {
    group,
    version,
    kind,
    name,
    ...(namespace !== undefined && { namespace }),
    source,
    pointer,
    isUpdate,
    verdict,
    unchecked: object.unchecked,
  };
}

function describe({ objects, admitted, refused, notJudged }: LintSummary, files: number): string {
  const verdicts = [
    `${admitted} admitted`,
    `${refused} refused`,
    ...(notJudged === 0 ? [] : [`${notJudged} not judged`]),
  ];
  return `${plural(files, "file")}, ${plural(objects, "object")}: ${verdicts.join(", ")}\n`;
}
