import { addTo, enter, expansionMark, leave, type ShellState } from "./place-shell-state.ts";
import { assignment, endCommand, endWord } from "./place-shell-words.ts";

/** What one character does to a list of commands. */
export function feedCommand(state: ShellState, character: string): ShellState {
  if (state.tail === "\\") {
    return character === "\n"
      ? { ...state, tail: "" }
      : { ...state, tail: "", word: addTo(state.word, expansionMark) };
  }
  if (state.tail === "$") {
    return feedDollar(state, character);
  }
  if (state.tail === "<<" && /[^<\n]/u.test(character)) {
    return /[ \t]/u.test(character) ? state : beginDelimiter(state, character);
  }
  switch (character) {
    case "\\":
      return { ...state, tail: "\\" };
    case "$":
      return { ...state, tail: "$" };
    case "'":
      return enter(state, "single");
    case '"':
      return enter(state, "double");
    case "`":
      return enter(state, "backtick");
    case "#":
      return state.word === "" ? enter(state, "comment") : addCharacter(state, character);
    case " ":
    case "\t":
    case "\r":
      return endWord(state);
    case "\n":
      return beginHere(endCommand(state));
    default:
      return feedOperator(state, character);
  }
}

function addCharacter(state: ShellState, character: string): ShellState {
  return { ...state, word: addTo(state.word, character), tail: "" };
}

/** What stands after a `$`; also used between double quotes and in here-documents. */
export function feedDollar(state: ShellState, character: string): ShellState {
  const base = { ...state, tail: "" };
  switch (character) {
    case "(":
      return enter(base, "command", { list: "substitution", tail: "(" });
    case "{":
      return enter(base, "parameter");
    case "'":
    case '"':
      return state.mode === "command"
        ? enter(base, character === "'" ? "ansi" : "double")
        : feedQuoted(base, character);
    default:
      return feedName(base, character);
  }
}

function feedName(state: ShellState, character: string): ShellState {
  const isName = /[A-Za-z_]/u.test(character);
  if (state.mode === "command") {
    const marked = { ...state, word: addTo(state.word, expansionMark) };
    return isName || /[0-9@*#?!$-]/u.test(character) ? marked : feedCommand(marked, character);
  }
  if (isName) {
    return { ...state, tail: "$name" };
  }
  return /[0-9@*#?!-]/u.test(character) ? state : feedQuoted(state, character);
}

/** Between double quotes, or in a here-document with a bare delimiter. */
export function feedQuoted(state: ShellState, character: string): ShellState {
  if (state.tail === "\\") {
    return { ...state, tail: "" };
  }
  if (state.tail === "$") {
    return feedDollar(state, character);
  }
  if (state.tail === "$name" && /[A-Za-z0-9_]/u.test(character)) {
    return state;
  }
  const base = { ...state, tail: "" };
  switch (character) {
    case "\\":
    case "$":
      return { ...base, tail: character };
    case "`":
      return enter(base, "backtick");
    case '"':
      return state.mode === "double" ? leave(base) : base;
    default:
      return base;
  }
}

function feedOperator(state: ShellState, character: string): ShellState {
  const isWord = state.position === "test" || !/[;&|<>()]/u.test(character);
  if (isWord) {
    return addCharacter(state, character);
  }
  switch (character) {
    case ";":
      return state.tail === ";" && state.list === "case"
        ? { ...endWord(state), position: "pattern" }
        : { ...endCommand(state), tail: ";" };
    case "&":
    case "|":
      return state.tail === ">" || state.tail === "<"
        ? { ...state, tail: "" }
        : { ...endCommand(state), tail: character };
    case "<":
    case ">":
      return feedRedirection(state, character);
    case "(":
      return openParenthesis(state);
    default:
      return closeParenthesis(state);
  }
}

function feedRedirection(state: ShellState, character: string): ShellState {
  if (character === "<" && state.tail === "<<") {
    return { ...state, tail: "", isRedirected: true };
  }
  const ended = /^\d*$/u.test(state.word) ? { ...state, word: "" } : endWord(state);
  const isHere = character === "<" && state.tail === "<";
  return { ...ended, isRedirected: !isHere, tail: isHere ? "<<" : character };
}

function beginDelimiter(state: ShellState, character: string): ShellState {
  const tabs = character === "-";
  const entered = enter({ ...state, tail: "", isRedirected: false }, "delimiter", { tabs });
  return tabs ? entered : feedDelimiter(entered, character);
}

/** The word after `<<`: ends at a blank or an operator. */
export function feedDelimiter(state: ShellState, character: string): ShellState {
  if (state.quote !== "") {
    return character === state.quote
      ? { ...state, quote: "" }
      : { ...state, line: state.line + character };
  }
  if (character === "'" || character === '"' || character === "\\") {
    return { ...state, isQuoted: true, quote: character === "\\" ? "" : character };
  }
  if (!/[\s;&|<>()]/u.test(character)) {
    return { ...state, line: state.line + character };
  }
  if (state.line === "" && !state.isQuoted && (character === " " || character === "\t")) {
    return state;
  }
  const { line: delimiter, isQuoted, tabs, outer = state } = state;
  const pending = [...outer.pending, { delimiter, isQuoted, tabs }];
  return feedCommand({ ...outer, pending }, character);
}

function openParenthesis(state: ShellState): ShellState {
  if (state.tail === "(" && state.word === "") {
    // `((` and `$((`: what looked like a list of commands is an expression.
    const outer = state.outer ?? state;
    return enter(outer, "arithmetic", { depth: 2 });
  }
  if (state.tail === "<" || state.tail === ">") {
    return enter({ ...state, tail: "" }, "command", { list: "substitution" });
  }
  if (assignment.test(state.word) && state.word.endsWith("=")) {
    return enter(state, "command", { list: "array", position: "argument" });
  }
  return state.position === "pattern"
    ? state
    : enter(state, "command", { list: "subshell", tail: "(" });
}

function closeParenthesis(state: ShellState): ShellState {
  const ended = endWord(state);
  if (ended.list === "case" && ended.position === "pattern") {
    return { ...ended, position: "command", command: "" };
  }
  if (ended.list === "script" || ended.list === "case") {
    return ended;
  }
  const left = leave(ended);
  // Behind `( … )` and `name()` a command ends or a function's body starts.
  return ended.list === "subshell" ? { ...left, word: "", position: "command" } : left;
}

/** At a line end the bodies of here-documents start. */
export function beginHere(state: ShellState): ShellState {
  const [next, ...rest] = state.pending;
  if (next === undefined) {
    return state;
  }
  const { delimiter, isQuoted, tabs } = next;
  return enter({ ...state, pending: rest }, "here", { quote: delimiter, isQuoted, tabs });
}
