import { Argument, type Command } from "commander";

import { helpNotes } from "../help-notes.ts";
import type { ProgramSession } from "../program-session.ts";
import { collectPath, once, refuseEmptyName, refuseSecondInput } from "./option-values.ts";
import { withOutputOptions } from "./output-options.ts";
import { collectVersions } from "./target-versions.ts";

interface LintFlags {
  readonly crds?: readonly string[];
  readonly against?: string;
  readonly variables?: string;
  readonly targetVersion?: Readonly<Record<string, string>>;
  readonly strict?: true;
}

/** Definitions are looked up again and again, which a stream cannot be. */
function refuseInput(command: Command, crds: readonly string[]): void {
  if (crds.includes("-")) {
    command.error("error: definitions are read from files and folders, not from standard input");
  }
}

export function addLint(program: Command, { begin }: ProgramSession): Command {
  return withOutputOptions(
    program
      .command("lint")
      .summary("Judge manifests as an API server would, and find what will not work.")
      .description(
        "Judge manifests as an API server would, and find what it admits and will not work.",
      )
      .addArgument(
        new Argument("[file...]", "manifests, or folders of them; - is standard input").default(
          ["."],
          "this folder",
        ),
      )
      .option(
        "--crds <files>",
        "definitions of custom resources: a folder or file, repeatable",
        collectPath,
      )
      .option("--against <file>", "what is there already: objects of it are updated", once)
      .option("--variables <file>", "values of clusterctl variables: a YAML map", once)
      .option(
        "--target-version <versions>",
        "what runs in the cluster, e.g. capz=1.24.1, by commas or repeated",
        collectVersions,
      )
      .option("--strict", "fail on warnings too")
      .addHelpText("after", helpNotes.lint),
  ).action((files: readonly string[], flags: LintFlags, command: Command) => {
    const { crds = [], against, variables, targetVersion = {}, strict = false } = flags;
    const inputs = [against, variables].filter((path) => path !== undefined);
    refuseEmptyName(command, files);
    refuseSecondInput(command, [...files, ...inputs]);
    refuseInput(command, crds);
    begin(async (context) =>
      (await import("./lint.ts")).lint(context, {
        files,
        crds,
        ...(against !== undefined && { against }),
        ...(variables !== undefined && { variables }),
        targetVersions: targetVersion,
        strict,
      }),
    );
  });
}
