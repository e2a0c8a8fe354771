import { Command } from "commander";

import { addCompletion } from "./commands/completion-command.ts";
import { addConvert } from "./commands/convert-command.ts";
import { addDiagnostics } from "./commands/diagnostics-command.ts";
import { addExplain } from "./commands/explain-command.ts";
import { addImages } from "./commands/images-command.ts";
import { addInit } from "./commands/init-command.ts";
import { addLint } from "./commands/lint-command.ts";
import { addPlan } from "./commands/plan-command.ts";
import { addRender } from "./commands/render-command.ts";
import { addSchema } from "./commands/schema-command.ts";
import { addStatus } from "./commands/status-command.ts";
import { addTemplates } from "./commands/templates-command.ts";
import { addValidate } from "./commands/validate-command.ts";
import { helpNotes } from "./help-notes.ts";
import type { ProgramSession } from "./program-session.ts";

/** The tree of commands: arguments, options and help. What they do is loaded when it is asked for. */
export function createProgram(session: ProgramSession): Command {
  const program = new Command("imagewright")
    .description(
      "From one description of a Kubernetes node image, everything every provider needs.",
    )
    .version(session.version, "-V, --version", "Print the version.")
    .addHelpText("after", helpNotes.imagewright);
  configure(program, session);
  for (const add of [
    addInit,
    addValidate,
    addRender,
    addLint,
    addPlan,
    addExplain,
    addStatus,
    addImages,
    addConvert,
    addSchema,
    addTemplates,
    addDiagnostics,
    addCompletion,
  ]) {
    configure(add(program, session), session);
  }
  return program.helpCommand("help [command]", "Print the help of a command.");
}

function configure(command: Command, { helpWidth, writeOut }: ProgramSession): void {
  command
    .exitOverride()
    .showSuggestionAfterError(true)
    .helpOption("-h, --help", "Print this help.")
    .configureHelp({ helpWidth })
    .configureOutput({
      writeOut,
      writeErr: () => {},
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    });
}
