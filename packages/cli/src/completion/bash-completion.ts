import type {
  Completed,
  CompletedCommand,
  CompletedOption,
  CompletedProgram,
} from "./completion-model.ts";

/** A completion script for bash. Names and choices of the program are plain words. */
export function bashCompletion({ name, options, commands }: CompletedProgram): string {
  const names = commands.map((command) => command.name);
  const values = commands.flatMap((command) =>
    command.options.flatMap((option) => valueCase(command, option)),
  );
  return `\
# bash completion for ${name}, made by \`${name} completion bash\`
_imagewright_reply() {
  local line
  while IFS= read -r line; do
    COMPREPLY+=("$line")
  done < <(compgen "$@")
}
_${name}() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD - 1]}" command="" index
  COMPREPLY=()
  if [[ $current == "=" ]]; then
    current=""
  elif [[ $previous == "=" ]]; then
    previous="\${COMP_WORDS[COMP_CWORD - 2]}"
  fi
  for ((index = 1; index < COMP_CWORD; index++)); do
    case "\${COMP_WORDS[index]}" in
    ${names.join(" | ")})
      command="\${COMP_WORDS[index]}"
      break
      ;;
    esac
  done
  case "$command $previous" in
${values.join("\n")}
  esac
  case "$command" in
${commands.map(commandCase).join("\n")}
  *)
    ${words([...names, ...flagsOf(options)])}
    ;;
  esac
}
complete -F _${name} ${name}
`;
}

function valueCase(
  { name }: CompletedCommand,
  { flags, value }: CompletedOption,
): readonly string[] {
  if (value === undefined) {
    return [];
  }
  const patterns = flags.map((flag) => `"${name} ${flag}"`).join(" | ");
  return [`  ${patterns})\n    ${reply(value)}\n    return\n    ;;`];
}

/** Which of several arguments is meant is not told apart: all of them are offered. */
function commandCase(command: CompletedCommand): string {
  const { name, options } = command;
  const flags = words(flagsOf(options));
  const replies = command.arguments.map(reply).filter((one) => one !== ":");
  return `  ${name})
    if [[ $current == -* ]]; then
      ${flags}
    else
      ${replies.join("\n      ") || ":"}
    fi
    ;;`;
}

function reply(value: Completed): string {
  switch (value.kind) {
    case "choice":
      return words(value.choices);
    case "file":
      return paths("-f");
    case "folder":
      return paths("-d");
    default:
      return ":";
  }
}

function words(list: readonly string[]): string {
  return `_imagewright_reply -W "${list.join(" ")}" -- "$current"`;
}

function paths(kind: "-d" | "-f"): string {
  return `compopt -o filenames 2>/dev/null; _imagewright_reply ${kind} -- "$current"`;
}

function flagsOf(options: readonly CompletedOption[]): readonly string[] {
  return options.flatMap(({ flags }) => flags);
}
