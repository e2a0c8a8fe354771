import { Argument, type Command } from "commander";

import { helpNotes } from "../help-notes.ts";
import type { ProgramSession } from "../program-session.ts";
import { withOutputOptions } from "./output-options.ts";

export function addCompletion(program: Command, { begin }: ProgramSession): Command {
  return withOutputOptions(
    program
      .command("completion")
      .summary("Print a completion script for a shell.")
      .description("Print a completion script for a shell.")
      .addArgument(new Argument("<shell>", "the shell").choices(["bash", "zsh", "fish"]))
      .addHelpText("after", helpNotes.completion),
  ).action((shell: "bash" | "fish" | "zsh") => {
    begin(async () => (await import("./completion.ts")).printCompletion(program, shell));
  });
}
