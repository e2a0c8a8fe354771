import { type Command, Option } from "commander";

import { helpNotes } from "../help-notes.ts";
import type { ProgramSession } from "../program-session.ts";
import { collect, once, parseMoment, refuseSecondInput } from "./option-values.ts";
import { withOutputOptions } from "./output-options.ts";

interface RenderFlags {
  readonly catalog?: string;
  readonly templates?: string;
  readonly out?: string;
  readonly stdout?: true;
  readonly mode: "complete" | "snippet";
  readonly target?: readonly string[];
  readonly artifact?: readonly string[];
  readonly dryRun?: true;
  readonly at?: string;
}

export function addRender(program: Command, { begin }: ProgramSession): Command {
  return withOutputOptions(
    program
      .command("render")
      .summary("Render build inputs, manifests and user data from a spec.")
      .description(
        "Render build inputs, manifests and user data from a spec.\nIf one target is refused, nothing is written.",
      )
      .argument("[spec]", "spec file, YAML or JSON; - is standard input", "imagewright.yaml")
      .option("-c, --catalog <file>", "catalog in which manifests find their images", once)
      .option("--templates <folder>", "your own templates, by the file names of the built-in", once)
      .option("-o, --out <folder>", "folder to write to; each target gets a folder in it", once)
      .option("--stdout", "print the artifacts instead of writing them")
      .addOption(
        new Option("--mode <mode>", "whole manifests, or the fragment that upstream documents")
          .choices(["complete", "snippet"])
          .default("complete"),
      )
      .option("-t, --target <names>", "only these targets, by commas or repeated", collect)
      .option("--artifact <paths>", "only these artifacts, by commas or repeated", collect)
      .option("--dry-run", "say what would be written, and write nothing")
      .option(
        "--at <moment>",
        "when the images are needed, e.g. 2026-11-03T10:00:00Z; now where left out",
        parseMoment,
      )
      .addHelpText("after", helpNotes.render),
  ).action((spec: string, flags: RenderFlags, command: Command) => {
    const { catalog, templates, out, mode, target, artifact, dryRun, at } = flags;
    refuseSecondInput(command, catalog === undefined ? [spec] : [spec, catalog]);
    refuseUnclearOutput(command, flags);
    begin(async (context) =>
      (await import("./render.ts")).render(context, {
        spec,
        ...(catalog !== undefined && { catalog }),
        ...(templates !== undefined && { templates }),
        ...(out !== undefined && { out }),
        mode,
        ...(target !== undefined && { targets: target }),
        ...(artifact !== undefined && { artifacts: artifact }),
        dryRun: dryRun ?? false,
        at: at ?? context.io.now(),
      }),
    );
  });
}

function refuseUnclearOutput(command: Command, { out, stdout, dryRun }: RenderFlags): void {
  if (out === undefined && stdout === undefined) {
    command.error("error: say where the artifacts go, with --out FOLDER or --stdout");
  }
  if (stdout !== undefined && (out !== undefined || dryRun !== undefined)) {
    command.error(
      `error: --stdout and ${out === undefined ? "--dry-run" : "--out"} exclude each other`,
    );
  }
}
