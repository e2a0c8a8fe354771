import type { Command } from "commander";

import type { CommandResult } from "../command-result.ts";
import { bashCompletion } from "../completion/bash-completion.ts";
import { describeProgram } from "../completion/completion-model.ts";
import { fishCompletion } from "../completion/fish-completion.ts";
import { zshCompletion } from "../completion/zsh-completion.ts";
import { exitCodes } from "../exit-code.ts";

const writers = { bash: bashCompletion, fish: fishCompletion, zsh: zshCompletion } as const;

/** Prints a completion script, made from the same tree of commands that parses arguments. */
export function printCompletion(program: Command, shell: keyof typeof writers): CommandResult {
  const text = writers[shell](describeProgram(program));
  return {
    report: {
      formatVersion: 1,
      command: "completion",
      ok: true,
      exitCode: exitCodes.done,
      diagnostics: [],
      shell,
      text,
    },
    text,
    sources: new Map(),
  };
}
