import { Argument, type Command } from "commander";

import { helpNotes } from "../help-notes.ts";
import type { ProgramSession } from "../program-session.ts";
import { manifestFiles } from "./manifest-options.ts";
import { once, parseMoment, refuseEmptyName, refuseSecondInput } from "./option-values.ts";
import { withOutputOptions } from "./output-options.ts";

interface ImagesFlags {
  readonly catalog?: string;
  readonly variables?: string;
  readonly at?: string;
  readonly strict?: true;
}

export function addImages(program: Command, { begin }: ProgramSession): Command {
  return withOutputOptions(
    program
      .command("images")
      .summary("Find machines that run deprecated, revoked, expired or unknown images.")
      .description(
        "Check which groups of machines run deprecated, revoked, expired or unknown images.",
      )
      .addArgument(new Argument("<action>", "what to do").choices(["check"]))
      .addArgument(manifestFiles())
      .option("-c, --catalog <file>", "catalog of the images there are", once)
      .option("--variables <file>", "values of clusterctl variables: a YAML map", once)
      .option(
        "--at <moment>",
        "when images are judged, e.g. 2026-11-03T10:00:00Z; now where left out",
        parseMoment,
      )
      .option("--strict", "fail on images that are deprecated, mismatched, unpinned or unseen too")
      .addHelpText("after", helpNotes.images),
  ).action((_action: "check", files: readonly string[], flags: ImagesFlags, command: Command) => {
    const { catalog, variables, at, strict = false } = flags;
    refuseEmptyName(command, files);
    refuseSecondInput(command, [...files, catalog ?? "", variables ?? ""]);
    begin(async (context) =>
      (await import("./images.ts")).checkUsedImages(context, {
        files,
        ...(catalog !== undefined && { catalog }),
        ...(variables !== undefined && { variables }),
        at: at ?? context.io.now(),
        strict,
      }),
    );
  });
}
