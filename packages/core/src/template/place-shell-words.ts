import { enter, type ShellPosition, type ShellState, valueMark } from "./place-shell-state.ts";

/** Words after which a command may start. */
const openers = new Set("if then elif else do while until ! time { coproc".split(" "));
/** Words after which only redirections may follow. */
const closers = new Set("fi done }".split(" "));

export const assignment = /^[A-Za-z_][A-Za-z0-9_]*(?:\[[^\]]*\])?\+?=/u;

/** Ends the word that is being read, and says what comes next. */
export function endWord(state: ShellState): ShellState {
  const { word, isRedirected } = state;
  if (word === "") {
    return { ...state, tail: "" };
  }
  const next = { ...state, word: "", tail: "", isRedirected: false };
  return isRedirected ? next : afterWord(next, word);
}

function afterWord(next: ShellState, word: string): ShellState {
  switch (next.position) {
    case "command":
      return afterCommandWord(next, word);
    case "name":
      return to(next, "argument");
    case "subject":
      return to(next, "in");
    case "in":
      return word === "in"
        ? enter(to(next, "argument"), "command", { list: "case", position: "pattern" })
        : next;
    case "pattern":
      return word === "esac" ? endCase(next) : next;
    case "test":
      return word === "]]" ? to(next, "argument") : next;
    case "argument":
    case "unsure":
      return next;
  }
}

function afterCommandWord(next: ShellState, word: string): ShellState {
  if (assignment.test(word) || openers.has(word)) {
    return next;
  }
  if (closers.has(word)) {
    return { ...next, position: "argument", command: "" };
  }
  switch (word) {
    case "for":
    case "select":
    case "function":
      return { ...next, position: "name", command: word };
    case "case":
      return { ...next, position: "subject", command: word };
    case "[[":
      return to(next, "test");
    case "esac":
      return endCase(next);
    default:
      return { ...next, position: "argument", command: word };
  }
}

function to(state: ShellState, position: ShellPosition): ShellState {
  return { ...state, position };
}

function endCase(state: ShellState): ShellState {
  return state.list === "case" && state.outer !== undefined
    ? { ...state.outer, position: "argument", pending: [...state.outer.pending, ...state.pending] }
    : state;
}

/** Ends a command at `;`, `&`, `|` or a line end. */
export function endCommand(state: ShellState): ShellState {
  const ended = endWord(state);
  const keeps =
    ended.list === "array" || ["test", "subject", "in", "pattern"].includes(ended.position);
  return keeps ? ended : { ...ended, position: "command", command: "" };
}

/** Commands whose arguments are names, or code. */
const evaluators = new Set(["eval", "let", "trap"]);
const declarers = new Set(
  "declare typeset local export readonly unset read mapfile readarray getopts printf".split(" "),
);

/** Why only plain values may be printed in the word being read, if so. */
export function restriction(state: ShellState): string | undefined {
  const { position, word, command, isRedirected } = state;
  if (isRedirected) {
    return undefined;
  }
  switch (position) {
    case "command":
      return assignment.test(word) ? undefined : "as the name of a command or variable";
    case "unsure":
      return "where a command may start";
    case "name":
      return "as a name";
    case "in":
    case "pattern":
      return "in a pattern";
    case "test":
      return "between [[ and ]]";
    case "subject":
      return undefined;
    case "argument":
      return state.list === "array" && /^\[[^\]]*$/u.test(word)
        ? "as the index of an array"
        : restrictedArgument(word, command);
  }
}

function restrictedArgument(word: string, command: string): string | undefined {
  if (evaluators.has(command)) {
    return `as code for ${command}`;
  }
  const isOption = word.startsWith("-") || command === "printf";
  return declarers.has(command) && !word.includes("=") && !isOption
    ? `as a name for ${command}`
    : undefined;
}

/** Whether bare text could mean something in the word: a pattern, a brace list, a home folder. */
export function needsQuotes(word: string): boolean {
  return !/^[A-Za-z0-9_/:=.,@%+-]*$/u.test(word.replaceAll(valueMark, ""));
}
