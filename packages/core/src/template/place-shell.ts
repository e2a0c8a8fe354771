import {
  addTo,
  enter,
  excessOf,
  leave,
  shellStart,
  type ShellState,
  valueMark,
} from "./place-shell-state.ts";
import {
  beginHere,
  feedCommand,
  feedDelimiter,
  feedDollar,
  feedQuoted,
} from "./place-shell-text.ts";
import { needsQuotes, restriction } from "./place-shell-words.ts";
import { isSameState, type PlaceMachine, type PrintResult, type RegionMark } from "./place.ts";

/** The state machine of POSIX shells and bash. */
export const shellPlaces: PlaceMachine<ShellState> = {
  start: shellStart,
  text(state, text) {
    let current = state;
    const marks: RegionMark[] = [];
    for (let index = 0; index < text.length; index += 1) {
      const next = feed(current, text[index] ?? "");
      if (isHere(current) && text[index] === "\n" && !isSameHere(current, next)) {
        marks.push({ index: index + 1, edge: "end", ...regionOf(current) });
      }
      if (isHere(next) && text[index] === "\n" && !(isHere(current) && isSameHere(current, next))) {
        marks.push({ index: index + 1, edge: "start", ...regionOf(next) });
      }
      current = next;
      const reason = excessOf(current);
      if (reason !== undefined) {
        return { state: current, marks, fault: { index, reason } };
      }
    }
    return { state: current, marks };
  },
  print(state) {
    const printed = printAt(state);
    const reason = "refused" in printed ? undefined : outerRestriction(state);
    return reason === undefined || "refused" in printed || "plainOnly" in printed
      ? printed
      : { state: printed.state, plainOnly: reason };
  },
  safe: (state) =>
    state.mode === "command" && state.tail === "" && state.word === ""
      ? { state: { ...state, position: state.position === "command" ? "unsure" : state.position } }
      : { refused: "inside a word or a quoted text" },
  join: joinStates,
  unclosed(state) {
    if (state.mode === "command") {
      const ended = state.list === "script" ? undefined : names[state.list];
      return state.pending.length > 0 ? "a here-document" : ended;
    }
    if (state.mode === "comment") {
      return state.outer === undefined ? undefined : shellPlaces.unclosed(state.outer);
    }
    return state.mode === "here" && isEnd(state) ? undefined : names[state.mode];
  },
  end: (state) => (isHere(state) ? { index: 0, edge: "end", ...regionOf(state) } : undefined),
};

const names: { readonly [construct: string]: string } = {
  subshell: "a parenthesis",
  substitution: "a command substitution",
  array: "an array",
  case: "a case",
  double: "a double-quoted text",
  single: "a single-quoted text",
  ansi: "a quoted text",
  backtick: "a command substitution",
  parameter: "a parameter expansion",
  arithmetic: "an arithmetic expression",
  delimiter: "a here-document",
  here: "a here-document",
};

function feed(state: ShellState, character: string): ShellState {
  switch (state.mode) {
    case "command":
      return feedCommand(state, character);
    case "double":
      return feedQuoted(state, character);
    case "single":
      return character === "'" ? leave(state) : state;
    case "ansi":
      return feedEscaped(state, character, "'");
    case "backtick":
      return feedEscaped(state, character, "`");
    case "parameter":
      return feedParameter(state, character);
    case "arithmetic":
      return feedArithmetic(state, character);
    case "comment":
      return character === "\n" ? feedCommand(state.outer ?? shellStart, character) : state;
    case "delimiter":
      return feedDelimiter(state, character);
    case "here":
      return feedHere(state, character);
  }
}

function feedEscaped(state: ShellState, character: string, end: string): ShellState {
  if (state.tail === "\\") {
    return { ...state, tail: "" };
  }
  return character === "\\" ? { ...state, tail: "\\" } : character === end ? leave(state) : state;
}

function feedParameter(state: ShellState, character: string): ShellState {
  if (state.tail === "\\") {
    return { ...state, tail: "" };
  }
  if (state.tail === "$" && /[({]/u.test(character)) {
    return feedDollar(state, character);
  }
  const base = { ...state, tail: "" };
  switch (character) {
    case "\\":
    case "$":
      return { ...base, tail: character };
    case "}":
      return leave(base);
    case '"':
      return enter(base, "double");
    case "'":
      return isBetweenQuotes(state) ? base : enter(base, "single");
    default:
      return base;
  }
}

/** Between double quotes and in here-documents a single quote is itself. */
function isBetweenQuotes({ outer }: ShellState): boolean {
  return (
    outer !== undefined &&
    (outer.mode === "double" ||
      outer.mode === "here" ||
      (outer.mode === "parameter" && isBetweenQuotes(outer)))
  );
}

function feedArithmetic(state: ShellState, character: string): ShellState {
  if (state.tail === "$" && /[({]/u.test(character)) {
    return feedDollar(state, character);
  }
  const change = character === "(" ? 1 : character === ")" ? -1 : 0;
  const depth = state.depth + change;
  return depth === 0 ? leave(state) : { ...state, depth, tail: character === "$" ? "$" : "" };
}

function feedHere(state: ShellState, character: string): ShellState {
  if (character === "\n") {
    return isEnd(state) ? beginHere(state.outer ?? shellStart) : { ...state, line: "", tail: "" };
  }
  const line = addTo(state.line, character);
  return state.isQuoted ? { ...state, line } : feedQuoted({ ...state, line }, character);
}

function isHere(state: ShellState): boolean {
  return state.mode === "here";
}

function isEnd({ line, quote, tabs }: ShellState): boolean {
  return (tabs ? line.replace(/^\t+/u, "") : line) === quote;
}

/** Whether a line end left the here-document as it was. */
function isSameHere(before: ShellState, after: ShellState): boolean {
  return after.mode === "here" && !isEnd(before);
}

function regionOf({ quote, tabs }: ShellState): Pick<RegionMark, "delimiter" | "tabs"> {
  return { delimiter: quote, tabs };
}

function printAt(state: ShellState): PrintResult<ShellState> {
  if (state.tail !== "" && /^(?:\\|\$|\$name|<<)$/u.test(state.tail)) {
    return {
      refused: `directly after ${state.tail === "$name" ? "a variable's name" : state.tail}`,
    };
  }
  switch (state.mode) {
    case "command":
      return {
        state: { ...state, word: addTo(state.word, valueMark), tail: "" },
        escape: needsQuotes(state.word) ? "shell-quoted" : "shell-word",
      };
    case "double":
      return { state: { ...state, tail: "" }, escape: "shell-double" };
    case "single":
      return { state, escape: "shell-single" };
    case "here":
      return {
        state: { ...state, tail: "", line: addTo(state.line, valueMark) },
        escape: state.isQuoted ? "shell-here-quoted" : "shell-here",
      };
    case "delimiter":
      return { refused: "as the delimiter of a here-document" };
    case "ansi":
      return { state, plainOnly: "inside $'…'" };
    case "backtick":
      return { state, plainOnly: "between backticks" };
    case "parameter":
      return { state, plainOnly: "inside ${…}" };
    case "arithmetic":
      return { state, plainOnly: "in an arithmetic expression" };
    case "comment":
      return { state, plainOnly: "in a comment" };
  }
}

/** Quotes do not take away what the word they stand in means. */
function outerRestriction(state: ShellState): string | undefined {
  let current: ShellState | undefined = state;
  while (current !== undefined && current.mode !== "command") {
    if (current.mode === "here") {
      return undefined;
    }
    current = current.outer;
  }
  return current === undefined ? undefined : restriction(current);
}

function joinStates(a: ShellState, b: ShellState): ShellState | undefined {
  if (isSameState(a, b)) {
    return a;
  }
  if (a.mode === "here" && isSameState({ ...a, line: "" }, { ...b, line: "" })) {
    return { ...a, line: valueMark };
  }
  const loose = {
    position: "unsure",
    word: "",
    command: "",
    isRedirected: false,
    tail: "",
  } as const;
  if (a.mode !== "command" || !isSameState({ ...a, ...loose }, { ...b, ...loose })) {
    return undefined;
  }
  if (a.tail !== b.tail && !/^[;&|(]?$/u.test(a.tail + b.tail)) {
    return undefined;
  }
  const isSameCommand = a.position === b.position && a.command === b.command;
  return {
    ...a,
    position: isSameCommand ? a.position : "unsure",
    word: a.word === b.word ? a.word : "?",
    command: a.command === b.command ? a.command : "",
    isRedirected: a.isRedirected && b.isRedirected,
    tail: a.tail === b.tail ? a.tail : "",
  };
}
