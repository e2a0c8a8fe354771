import type {
  Completed,
  CompletedCommand,
  CompletedOption,
  CompletedProgram,
} from "./completion-model.ts";

/** A completion script for zsh. */
export function zshCompletion({ name, options, commands }: CompletedProgram): string {
  const list = commands.map((one) => `    ${quote(`${one.name}:${one.description}`)}`);
  return `\
#compdef ${name}
# zsh completion for ${name}, made by \`${name} completion zsh\`
_${name}() {
  local context state state_descr line
  typeset -A opt_args
  local -a commands
  commands=(
${list.join("\n")}
  )
  _arguments -C \\
${options
  .flatMap(specOf)
  .map((spec) => `    ${spec} \\`)
  .join("\n")}
    '1:command:->command' \\
    '*::argument:->argument'
  case $state in
  command) _describe command commands ;;
  argument)
    case $words[1] in
${commands.map(commandCase).join("\n")}
    esac
    ;;
  esac
}
if [ "$funcstack[1]" = "_${name}" ]; then
  _${name} "$@"
else
  compdef _${name} ${name}
fi
`;
}

function commandCase(command: CompletedCommand): string {
  const { name, options } = command;
  const last = command.arguments.length;
  const specs = [
    ...options.flatMap(specOf),
    ...command.arguments.map((argument, index) =>
      quote(`${index + 1 === last ? "*" : index + 1}:argument:${actionOf(argument)}`),
    ),
  ];
  return `    ${name})
      _arguments \\
${specs.map((spec) => `        ${spec}`).join(" \\\n")}
      ;;`;
}

function specOf({ flags, description, value, isRepeatable }: CompletedOption): readonly string[] {
  const text = description.replaceAll(/[[\]\\:]/gu, (character) => `\\${character}`);
  const action = value === undefined ? "" : `:value:${actionOf(value)}`;
  const start = isRepeatable ? "*" : `(${flags.join(" ")})`;
  return flags.map((flag) => quote(`${start}${flag}[${text}]${action}`));
}

function actionOf(value: Completed): string {
  switch (value.kind) {
    case "choice":
      return `(${value.choices.join(" ")})`;
    case "file":
      return "_files";
    case "folder":
      return "_files -/";
    default:
      return " ";
  }
}

function quote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
