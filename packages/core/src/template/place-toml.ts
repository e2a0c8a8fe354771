import { isSameState, type PlaceMachine } from "./place.ts";

/** Where a TOML text stands. */
interface TomlState {
  readonly mode: "key" | "header" | "value" | "word" | "after" | "comment" | TomlString;
  /** The open brackets of the value: lists and inline tables. */
  readonly open: string;
  /** Where the string stands that is being read. */
  readonly outside: "key" | "header" | "after";
  /** What was read last: quotes, a backslash, or `^` for the start of a string. */
  readonly tail: string;
}

type TomlString = "basic" | "literal" | "basic lines" | "literal lines";

const values: ReadonlySet<string> = new Set(["value", "word", "after"]);

const start: TomlState = { mode: "key", open: "", outside: "key", tail: "" };

/** The state machine of TOML. */
export const tomlPlaces: PlaceMachine<TomlState> = {
  start,
  text(state, text) {
    let current = state;
    for (let index = 0; index < text.length; index += 1) {
      const next = feed(current, text[index] ?? "");
      if (typeof next === "string") {
        return { state: current, fault: { index, reason: next } };
      }
      current = next;
    }
    return { state: current };
  },
  print(state) {
    switch (state.mode) {
      case "value":
        return { state: { ...state, mode: "after", tail: "" }, escape: "toml-value" };
      case "basic":
      case "basic lines":
        return state.tail === "" || state.tail === "^"
          ? { state: { ...state, tail: "" }, escape: "toml-string" }
          : { refused: "directly after a backslash or a quote" };
      case "literal":
      case "literal lines":
        return state.tail === "" || state.tail === "^"
          ? { state: { ...state, tail: "" }, plainOnly: "between single quotes" }
          : { refused: "directly after a quote" };
      case "comment":
        return { state, plainOnly: "in a comment" };
      case "key":
        return { refused: "as a key outside quotes" };
      case "header":
        return { refused: "in a table's header outside quotes" };
      case "word":
      case "after":
        return { refused: "beside a value" };
    }
  },
  safe: (state) =>
    state.mode === "value"
      ? { state: { ...state, mode: "after", tail: "" } }
      : { refused: "where no value is expected" },
  join: (a, b) => {
    if (isSameState(a, b)) {
      return a;
    }
    const isLoose = a.open === b.open && a.open !== "" && values.has(a.mode) && values.has(b.mode);
    return isLoose ? { ...a, mode: "value", tail: "" } : undefined;
  },
  unclosed({ mode, open }) {
    if (isString(mode)) {
      return "a string";
    }
    return open === "" ? (mode === "value" ? "a value" : undefined) : `the bracket ${open.at(-1)}`;
  },
};

function isString(mode: TomlState["mode"]): mode is TomlString {
  return (
    mode === "basic" || mode === "literal" || mode === "basic lines" || mode === "literal lines"
  );
}

function feed(state: TomlState, character: string): TomlState | string {
  if (isString(state.mode)) {
    return feedString(state, state.mode, character);
  }
  if (character === "\n") {
    return endLine(state);
  }
  if (state.mode === "comment") {
    return state;
  }
  if (state.tail !== "" && character === state.tail) {
    // The third quote of an opening, or an empty string that has just ended.
    return { ...state, mode: character === '"' ? "basic lines" : "literal lines", tail: "" };
  }
  if (state.tail.length >= 3 && state.tail.length < 5 && state.tail.startsWith(character)) {
    // Up to two quotes before the closing three belong to the text.
    return { ...state, tail: state.tail + character };
  }
  const next = { ...state, tail: "" };
  switch (character) {
    case '"':
    case "'":
      return openString(next, character);
    case "#":
      return { ...next, mode: "comment" };
    case "[":
      return state.mode === "key" && state.open === ""
        ? { ...next, mode: "header" }
        : state.mode === "header"
          ? next
          : { ...next, mode: "value", open: `${state.open}[` };
    case "{":
      return { ...next, mode: "key", open: `${state.open}{` };
    case "]":
    case "}":
      return closeBracket(next, character);
    case "=":
      return { ...next, mode: state.mode === "key" ? "value" : state.mode };
    case ",":
      return { ...next, mode: state.open.endsWith("{") ? "key" : "value" };
    case " ":
    case "\t":
    case "\r":
      return next;
    default:
      return feedWord(next);
  }
}

function feedWord(state: TomlState): TomlState | string {
  if (state.mode === "after" && state.open === "") {
    return "text follows a value on its line";
  }
  return state.mode === "value" ? { ...state, mode: "word" } : state;
}

function openString(state: TomlState, quote: string): TomlState | string {
  if (state.mode === "after" || state.mode === "word") {
    return "a quote follows a value";
  }
  const outside = state.mode === "value" ? "after" : state.mode === "header" ? "header" : "key";
  return { ...state, mode: quote === '"' ? "basic" : "literal", outside, tail: "^" };
}

function closeBracket(state: TomlState, character: string): TomlState | string {
  if (state.mode === "header") {
    return state;
  }
  return state.open.endsWith(character === "]" ? "[" : "{")
    ? { ...state, mode: "after", open: state.open.slice(0, -1) }
    : `${character} closes nothing`;
}

/** Below a value in brackets goes on what began above. */
function endLine(state: TomlState): TomlState {
  const next = { ...state, tail: "" };
  if (state.open === "") {
    return { ...next, mode: "key", outside: "key" };
  }
  return state.mode === "comment" ? { ...next, mode: "value" } : next;
}

function feedString(state: TomlState, mode: TomlString, character: string): TomlState | string {
  const quote = mode.startsWith("basic") ? '"' : "'";
  if (state.tail === "\\") {
    return { ...state, tail: "" };
  }
  if (character === "\\" && quote === '"') {
    return { ...state, tail: "\\" };
  }
  if (mode.endsWith("lines")) {
    const tail = character === quote ? `${state.tail}${quote}` : "";
    return tail.length === 3 ? { ...state, mode: state.outside, tail } : { ...state, tail };
  }
  if (character === "\n") {
    return "a string of one line holds a line end";
  }
  if (character !== quote) {
    return { ...state, tail: "" };
  }
  // Two quotes are an empty string, unless a third follows.
  return { ...state, mode: state.outside, tail: state.tail === "^" ? quote : "" };
}
