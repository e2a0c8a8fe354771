import type { Command } from "commander";

import { helpNotes } from "../help-notes.ts";
import type { ProgramSession } from "../program-session.ts";
import { once } from "./option-values.ts";
import { withOutputOptions } from "./output-options.ts";

export function addTemplates(program: Command, { begin }: ProgramSession): Command {
  return withOutputOptions(
    program
      .command("templates")
      .summary("List, print or write the built-in templates.")
      .description(
        "List, print or write the templates that texts are rendered from, to start your own.",
      )
      .argument("[name]", "name of a template, e.g. build-script")
      .option(
        "-o, --out <folder>",
        "write NAME.DIALECT.hbs there; every template if none is named",
        once,
      )
      .addHelpText("after", helpNotes.templates),
  ).action((name: string | undefined, { out }: { out?: string }) => {
    begin(async (context) => (await import("./templates.ts")).printTemplates(context, name, out));
  });
}
