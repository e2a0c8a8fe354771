import { type Command, Option } from "commander";

import type { FileOutput } from "../file-output.ts";
import { helpNotes } from "../help-notes.ts";
import type { ProgramSession } from "../program-session.ts";
import { manifestFiles } from "./manifest-options.ts";
import { once, refuseEmptyName, refuseSecondInput } from "./option-values.ts";
import { withOutputOptions } from "./output-options.ts";

interface ConvertFlags {
  readonly to: "v1beta2";
  readonly write?: true;
  readonly diff?: true;
  readonly stdout?: true;
  readonly out?: string;
  readonly dryRun?: true;
  readonly keepClassTemplates?: true;
}

export function addConvert(program: Command, { begin }: ProgramSession): Command {
  return withOutputOptions(
    program
      .command("convert")
      .summary("Convert Cluster API manifests to v1beta2, comments and all.")
      .description(
        "Convert Cluster API's own manifests from v1beta1 to v1beta2, and say what moves and what is lost.",
      )
      .addArgument(manifestFiles())
      .addOption(
        new Option("--to <version>", "version of the API").choices(["v1beta2"]).default("v1beta2"),
      )
      .option("--write", "change the files themselves; every file, or none")
      .option("--diff", "print a diff that git apply takes")
      .option("--stdout", "print the converted files")
      .option("-o, --out <folder>", "folder to write the converted files to", once)
      .option("--dry-run", "say which files would be written, and write nothing")
      .option(
        "--keep-class-templates",
        "leave Cluster API's own templates of cluster classes, and patches of them, in v1beta1",
      )
      .addHelpText("after", helpNotes.convert),
  ).action((files: readonly string[], flags: ConvertFlags, command: Command) => {
    refuseEmptyName(command, files);
    refuseSecondInput(command, files);
    const output = outputOf(command, flags);
    if (output.kind === "write" && files.includes("-")) {
      command.error("error: --write changes files, and standard input is none");
    }
    begin(async (context) =>
      (await import("./convert.ts")).convert(context, {
        files,
        to: flags.to,
        output,
        ...(flags.keepClassTemplates === true && { classTemplates: "keep" }),
      }),
    );
  });
}

function outputOf(command: Command, flags: ConvertFlags): FileOutput {
  const { write, diff, stdout, out, dryRun = false } = flags;
  const outputs: readonly FileOutput[] = [
    ...(write === undefined ? [] : [{ kind: "write", dryRun } as const]),
    ...(diff === undefined ? [] : [{ kind: "diff" } as const]),
    ...(stdout === undefined ? [] : [{ kind: "stdout" } as const]),
    ...(out === undefined ? [] : [{ kind: "out", folder: out, dryRun } as const]),
  ];
  const [first = { kind: "report" }, second] = outputs;
  if (second !== undefined) {
    command.error(`error: --${first.kind} and --${second.kind} exclude each other`);
  }
  if (dryRun && first.kind !== "write" && first.kind !== "out") {
    command.error("error: --dry-run says what --write or --out would do, and neither is given");
  }
  return first;
}
