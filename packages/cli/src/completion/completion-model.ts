import type { Command } from "commander";

/** What stands behind an option, or as an argument. */
export type Completed =
  | { readonly kind: "choice"; readonly choices: readonly string[] }
  | { readonly kind: "file" }
  | { readonly kind: "folder" }
  | { readonly kind: "text" };

export interface CompletedOption {
  /** Both spellings, the long one first. */
  readonly flags: readonly string[];
  readonly description: string;
  /** Absent for an option that takes no value. */
  readonly value?: Completed;
  /** Whether it may be given more than once. */
  readonly isRepeatable: boolean;
}

export interface CompletedCommand {
  readonly name: string;
  readonly description: string;
  readonly options: readonly CompletedOption[];
  /** In their order; the last one may be repeated. */
  readonly arguments: readonly Completed[];
}

/** What a shell has to know of the program. */
export interface CompletedProgram {
  readonly name: string;
  readonly options: readonly CompletedOption[];
  readonly commands: readonly CompletedCommand[];
}

/** Reads the tree of commands. */
export function describeProgram(program: Command): CompletedProgram {
  const commands = program.commands.map(describeCommand);
  const help: CompletedCommand = {
    name: "help",
    description: "Print the help of a command.",
    options: [],
    arguments: [{ kind: "choice", choices: commands.map(({ name }) => name) }],
  };
  return {
    name: program.name(),
    options: [...program.options.map(describeOption), helpOption],
    commands: [...commands, help],
  };
}

const helpOption: CompletedOption = {
  flags: ["--help", "-h"],
  description: "Print this help.",
  isRepeatable: false,
};

function describeCommand(command: Command): CompletedCommand {
  return {
    name: command.name(),
    description: command.summary(),
    options: [...command.options.map(describeOption), helpOption],
    arguments: command.registeredArguments.map((argument) =>
      describeValue(argument.name(), argument.argChoices),
    ),
  };
}

function describeOption(option: Command["options"][number]): CompletedOption {
  const placeholder = /<(.+)>/u.exec(option.flags)?.[1];
  return {
    flags: [option.long, option.short].flatMap((flag) => flag ?? []),
    description: option.description,
    // By our convention a plural takes several values, and is taken several times.
    isRepeatable: placeholder?.endsWith("s") ?? false,
    ...(placeholder !== undefined && { value: describeValue(placeholder, option.argChoices) }),
  };
}

function describeValue(name: string, choices: readonly string[] | undefined): Completed {
  if (choices !== undefined) {
    return { kind: "choice", choices };
  }
  switch (name) {
    case "file":
    case "files":
    case "spec":
      return { kind: "file" };
    case "folder":
      return { kind: "folder" };
    default:
      return { kind: "text" };
  }
}
