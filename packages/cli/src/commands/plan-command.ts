import { type Command, Option } from "commander";

import { helpNotes } from "../help-notes.ts";
import { planArtifactKinds, type PlanArtifactKind } from "../plan-artifact-kinds.ts";
import type { ProgramSession } from "../program-session.ts";
import {
  type PlanFlags,
  refuseUnclearIntent,
  requestOf,
  withIntentOptions,
} from "./intent-options.ts";
import { manifestFiles } from "./manifest-options.ts";
import { collectChoice, once, refuseEmptyName } from "./option-values.ts";
import { withOutputOptions } from "./output-options.ts";

interface PlanOutputFlags extends PlanFlags {
  readonly out?: string;
  readonly outputKind?: readonly PlanArtifactKind[];
  readonly templates?: string;
  readonly write?: true;
  readonly diff?: true;
  readonly dryRun?: true;
  readonly lines?: true;
  readonly each?: true;
  readonly format: "json" | "text";
}

export function addPlan(program: Command, { begin }: ProgramSession): Command {
  const command = program
    .command("plan")
    .summary("Plan upgrades of clusters, step by step, from their manifests.")
    .description(
      "Plan the way of clusters to a Kubernetes version or to other images, step by step.\nIf one cluster cannot be planned, nothing is written.",
    )
    .addArgument(manifestFiles());
  return withOutputOptions(
    withIntentOptions(command)
      .option("-o, --out <folder>", "folder to write the plan, runbook and script to", once)
      .addOption(
        new Option("--output-kind <kinds>", "only these files, by commas or repeated")
          .choices(planArtifactKinds)
          .argParser(collectChoice(planArtifactKinds)),
      )
      .option("--templates <folder>", "your own templates, by the file names of the built-in", once)
      .option("--write", "write the next stage of every cluster into the manifests themselves")
      .option("--diff", "print what --write would change, as a diff that git apply takes")
      .option("--dry-run", "say which files would be written, and write nothing")
      .option("--lines", "print one line of JSON for each cluster as soon as it is planned")
      .option("--each", "with --lines: read, plan and forget every file or subfolder by itself")
      .addHelpText("after", helpNotes.plan),
  ).action((files: readonly string[], flags: PlanOutputFlags) => {
    const {
      out,
      outputKind,
      templates,
      write = false,
      diff = false,
      dryRun = false,
      lines = false,
      each = false,
    } = flags;
    refuseEmptyName(command, files);
    refuseUnclearIntent(command, files, flags);
    refuseUnclearOutput(command, files, flags);
    begin(async (context) => {
      const request = requestOf(files, flags, context.io.now());
      if (each) {
        return await (await import("./plan-each.ts")).planEach(context, request);
      }
      return lines
        ? (await import("./plan-lines.ts")).planInLines(context, request)
        : (await import("./plan.ts")).plan(context, {
            ...request,
            ...(out !== undefined && { out }),
            kinds: outputKind ?? planArtifactKinds,
            ...(templates !== undefined && { templates }),
            write,
            diff,
            dryRun,
          });
    });
  });
}

function refuseUnclearOutput(
  command: Command,
  files: readonly string[],
  { out, outputKind, templates, write, diff, dryRun, lines, each, format }: PlanOutputFlags,
): void {
  const exclusive = [
    ...(write === undefined ? [] : ["--write"]),
    ...(diff === undefined ? [] : ["--diff"]),
    ...(lines === undefined ? [] : ["--lines"]),
  ];
  if (exclusive.length > 1) {
    command.error(`error: ${exclusive.join(" and ")} exclude each other`);
  }
  if (each !== undefined && lines === undefined) {
    command.error("error: --each is about --lines, which is not given");
  }
  if (lines !== undefined && (out !== undefined || format === "json")) {
    command.error(
      `error: --lines and ${out === undefined ? "--format json" : "--out"} exclude each other`,
    );
  }
  if ((outputKind !== undefined || templates !== undefined) && out === undefined) {
    const option = outputKind === undefined ? "--templates" : "--output-kind";
    command.error(`error: ${option} says what --out writes, which is not given`);
  }
  if (dryRun !== undefined && out === undefined && write === undefined) {
    command.error("error: --dry-run says what --write or --out would do, and neither is given");
  }
  if (write !== undefined && files.includes("-")) {
    command.error("error: --write changes files, and standard input is none");
  }
}
