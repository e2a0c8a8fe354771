import type {
  Completed,
  CompletedCommand,
  CompletedOption,
  CompletedProgram,
} from "./completion-model.ts";

/** A completion script for fish. */
export function fishCompletion({ name, options, commands }: CompletedProgram): string {
  const lines = [
    `# fish completion for ${name}, made by \`${name} completion fish\``,
    `complete -c ${name} -f`,
    ...options.map(
      (option) => `complete -c ${name} -n __fish_use_subcommand ${optionWords(option)}`,
    ),
    ...commands.flatMap((command) => commandLines(name, command)),
  ];
  return `${lines.join("\n")}\n`;
}

function commandLines(program: string, command: CompletedCommand): readonly string[] {
  const { name, description, options } = command;
  const start = `complete -c ${program} -n '__fish_seen_subcommand_from ${name}'`;
  return [
    `complete -c ${program} -n __fish_use_subcommand -a ${name} -d ${quote(description)}`,
    ...options.map((option) => `${start} ${optionWords(option)}`),
    ...command.arguments.map((argument) => `${start} ${valueWords(argument)}`),
  ];
}

function optionWords({ flags, description, value }: CompletedOption): string {
  const names = flags.map((flag) =>
    flag.startsWith("--") ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`,
  );
  const words = value === undefined ? [] : ["-r", valueWords(value)];
  return [...names, ...words, `-d ${quote(description)}`].join(" ");
}

function valueWords(value: Completed): string {
  switch (value.kind) {
    case "choice":
      return `-f -a ${quote(value.choices.join(" "))}`;
    case "file":
      return "-F";
    case "folder":
      return "-f -a '(__fish_complete_directories)'";
    default:
      return "-f";
  }
}

function quote(text: string): string {
  return `'${text.replaceAll(/['\\]/gu, (character) => `\\${character}`)}'`;
}
