/** A here-document whose body has not begun. */
interface HereDocument {
  readonly delimiter: string;
  readonly isQuoted: boolean;
  /** Whether tabs before the delimiter do not count. */
  readonly tabs: boolean;
}

/** Where a word of a command stands. */
export type ShellPosition =
  | "command"
  | "argument"
  | "name"
  | "subject"
  | "in"
  | "pattern"
  | "test"
  /** Either a command or an argument, depending on a branch. */
  | "unsure";

/** Where a shell text stands. */
export interface ShellState {
  readonly mode:
    | "command"
    | "double"
    | "single"
    | "ansi"
    | "backtick"
    | "parameter"
    | "arithmetic"
    | "comment"
    | "delimiter"
    | "here";
  /** What brought us into a list of commands: the script, `(`, `$(`, `<(`, `name=(`, `case`. */
  readonly list: "script" | "subshell" | "substitution" | "array" | "case";
  /** The state that closing this one returns to. */
  readonly outer: ShellState | undefined;
  /** How many constructs are open. */
  readonly level: number;
  readonly position: ShellPosition;
  /** The word so far: literal text, `\u0001` for a value, `\u0002` for quotes and expansions. */
  readonly word: string;
  /** The name of the command, if it is literal. */
  readonly command: string;
  /** Whether the word is the target of a redirection. */
  readonly isRedirected: boolean;
  /** What was read last, as far as it matters for the next character. */
  readonly tail: string;
  /** Open parentheses of an arithmetic expression. */
  readonly depth: number;
  readonly pending: readonly HereDocument[];
  /** In a here-document: the line so far. In a delimiter: its text. */
  readonly line: string;
  /** In a delimiter: whether a part is quoted, and by what if still open. */
  readonly quote: string;
  readonly isQuoted: boolean;
  readonly tabs: boolean;
}

/** A value in a word. */
export const valueMark = "\u0001";
/** Something quoted or expanded in a word. */
export const expansionMark = "\u0002";

export const shellStart: ShellState = {
  mode: "command",
  list: "script",
  outer: undefined,
  level: 0,
  position: "command",
  word: "",
  command: "",
  isRedirected: false,
  tail: "",
  depth: 0,
  pending: [],
  line: "",
  quote: "",
  isQuoted: false,
  tabs: false,
};

const maximumLevel = 100;
const maximumPending = 20;

/** What no script does, and what would make states grow without end. */
export function excessOf({ level, pending }: ShellState): string | undefined {
  if (level > maximumLevel) {
    return `constructs nest deeper than ${maximumLevel} levels`;
  }
  return pending.length > maximumPending
    ? `more than ${maximumPending} here-documents start on one line`
    : undefined;
}

/** Enters a construct; what closes it returns to `outer`. */
export function enter(
  outer: ShellState,
  mode: ShellState["mode"],
  changes: Partial<ShellState> = {},
): ShellState {
  return { ...shellStart, mode, outer, level: outer.level + 1, ...changes };
}

/** Leaves a construct, as a part of the word it stands in; quoted text has no words. */
export function leave(state: ShellState, mark = expansionMark): ShellState {
  const outer = state.outer ?? shellStart;
  const word = outer.mode === "command" ? addTo(outer.word, mark) : outer.word;
  return { ...outer, word, tail: "", pending: carryOver(state, outer) };
}

/** Here-documents that began inside parentheses have their bodies below the line. */
function carryOver(state: ShellState, outer: ShellState): readonly HereDocument[] {
  return state.mode === "command" && state.pending.length > 0
    ? [...outer.pending, ...state.pending]
    : outer.pending;
}

const longest = 80;

/** Only the start of a long word matters. */
export function addTo(word: string, text: string): string {
  return word.length < longest ? word + text : word.includes(text) ? word : `${word}${text}`;
}
