import type { Command } from "commander";

import { helpNotes } from "../help-notes.ts";
import type { ProgramSession } from "../program-session.ts";
import { withOutputOptions } from "./output-options.ts";

export function addDiagnostics(program: Command, { begin }: ProgramSession): Command {
  return withOutputOptions(
    program
      .command("diagnostics")
      .summary("Explain a diagnostic code: its cause and what to do.")
      .description(
        "Explain a diagnostic code: its cause and what to do. Without one, list them all.",
      )
      .argument("[code]", "code of a finding, e.g. SCHEMA_UNKNOWN_KEY")
      .addHelpText("after", helpNotes.diagnostics),
  ).action((code: string | undefined) => {
    begin(async (context) => (await import("./diagnostics.ts")).explainDiagnostics(context, code));
  });
}
