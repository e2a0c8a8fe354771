import type { Command } from "commander";

import { helpNotes } from "../help-notes.ts";
import type { ProgramSession } from "../program-session.ts";
import { once } from "./option-values.ts";
import { withOutputOptions } from "./output-options.ts";

export function addSchema(program: Command, { begin }: ProgramSession): Command {
  return withOutputOptions(
    program
      .command("schema")
      .summary("List, print or write the JSON Schemas of all files.")
      .description(
        "List, print or write the JSON Schemas of all files, for editors and other programs.",
      )
      .argument("[name]", "spec, catalog, node-image, report, or the id of a provider")
      .option(
        "-o, --out <folder>",
        "write NAME.schema.json there; every schema if none is named",
        once,
      )
      .addHelpText("after", helpNotes.schema),
  ).action((name: string | undefined, { out }: { out?: string }) => {
    begin(async (context) => (await import("./schema.ts")).printSchema(context, name, out));
  });
}
