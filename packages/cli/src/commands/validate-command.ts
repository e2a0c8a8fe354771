import { Argument, type Command } from "commander";

import { helpNotes } from "../help-notes.ts";
import type { ProgramSession } from "../program-session.ts";
import { refuseSecondInput } from "./option-values.ts";
import { withOutputOptions } from "./output-options.ts";

export function addValidate(program: Command, { begin }: ProgramSession): Command {
  return withOutputOptions(
    program
      .command("validate")
      .summary("Check spec and catalog files, and list everything that is wrong.")
      .description("Check spec and catalog files, and list everything that is wrong at once.")
      .addArgument(
        new Argument("[file...]", "specs or catalogs, YAML or JSON; - is standard input").default(
          ["imagewright.yaml"],
          "imagewright.yaml",
        ),
      )
      .addHelpText("after", helpNotes.validate),
  ).action((files: readonly string[], _options: unknown, command: Command) => {
    refuseSecondInput(command, files);
    begin(async (context) => (await import("./validate.ts")).validate(context, files));
  });
}
