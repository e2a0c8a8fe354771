import { isSameState, type PlaceMachine, type PrintResult } from "./place.ts";

/** Where an HCL text stands. */
interface HclState {
  readonly mode: "code" | "string" | "line comment" | "comment" | "opening" | "heredoc";
  /** What is open, from the outside: `{`, `[`, `(`, and `"` for strings with `${` inside. */
  readonly open: string;
  /** The last characters, without blanks; `\n` at the start of a line. */
  readonly last: string;
  /** Whether blanks follow them. */
  readonly isApart: boolean;
  /** The last character, as far as it matters for the next one. */
  readonly tail: string;
  /** The line that ends the here-document, and the line so far. */
  readonly delimiter: string;
  readonly line: string;
}

/** Stands for a printed value. */
const valueMark = "\u0001";

const start: HclState = {
  mode: "code",
  open: "",
  last: "\n",
  isApart: true,
  tail: "",
  delimiter: "",
  line: "",
};

/** The state machine of HCL. */
export const hclPlaces: PlaceMachine<HclState> = {
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
      case "code":
        return printCode(state);
      case "string":
        return state.tail === ""
          ? { state, escape: "hcl-string" }
          : { refused: `directly after ${state.tail}` };
      case "line comment":
      case "comment":
        return state.tail === ""
          ? { state, plainOnly: "in a comment" }
          : { refused: `directly after ${state.tail}` };
      case "opening":
        return { refused: "as the delimiter of a here-document" };
      case "heredoc":
        return state.tail === ""
          ? { state: { ...state, line: `${state.line}\0` }, plainOnly: "in a here-document" }
          : { refused: `directly after ${state.tail}` };
    }
  },
  safe(state) {
    const printed = state.mode === "code" ? printCode(state) : undefined;
    return printed === undefined || "refused" in printed
      ? { refused: "where no value is expected" }
      : { state: printed.state };
  },
  join(a, b) {
    if (isSameState(a, b)) {
      return a;
    }
    const isSame = a.mode === b.mode && a.open === b.open && a.delimiter === b.delimiter;
    if (!isSame || a.tail !== b.tail) {
      return undefined;
    }
    return {
      ...a,
      last: a.last === b.last ? a.last : "?",
      isApart: a.isApart && b.isApart,
      line: "\0",
    };
  },
  unclosed({ mode, open, delimiter, line }) {
    if (mode === "string" || mode === "comment" || mode === "opening") {
      return mode === "string" ? "a string" : mode === "comment" ? "a comment" : "a here-document";
    }
    if (mode === "heredoc") {
      return line.trim() === delimiter ? undefined : `the here-document ${delimiter}`;
    }
    return open === "" ? undefined : `the bracket ${open.at(-1)}`;
  },
};

/** A value follows an operator, a bracket, a comma, or the words of a block's head. */
function printCode(state: HclState): PrintResult<HclState> {
  const next = { ...state, last: valueMark, isApart: false, tail: "" };
  if (/^[=([,:?!&|+*%<>-]$/u.test(state.last)) {
    return { state: next, escape: "hcl-value" };
  }
  if (/^[\w"]$/u.test(state.last) && state.isApart) {
    return { state: next, escape: "hcl-value" };
  }
  return {
    refused: state.last === "\n" || state.last === "{" ? "as a name" : "beside other text",
  };
}

function feed(state: HclState, character: string): HclState | string {
  switch (state.mode) {
    case "code":
      return feedCode(state, character);
    case "string":
      return feedString(state, character);
    case "line comment":
      return character === "\n" ? { ...state, mode: "code", last: lineEnd(state) } : state;
    case "comment":
      return state.tail === "*" && character === "/"
        ? { ...state, mode: "code", tail: "" }
        : { ...state, tail: character === "*" ? "*" : "" };
    case "opening":
      return feedOpening(state, character);
    case "heredoc":
      return feedHeredoc(state, character);
  }
}

function feedCode(state: HclState, character: string): HclState | string {
  const tail = state.tail;
  if (tail === "/" && (character === "/" || character === "*")) {
    return { ...state, mode: character === "/" ? "line comment" : "comment", tail: "" };
  }
  if (tail === "<" && character === "<") {
    return { ...state, mode: "opening", tail: "", line: "" };
  }
  const next = { ...state, last: character, isApart: false, tail: "" };
  if (state.last === valueMark && !state.isApart && /[\w"]/u.test(character)) {
    return "text touches a printed value";
  }
  switch (character) {
    case '"':
      return { ...next, mode: "string", open: `${state.open}"` };
    case "#":
      return { ...state, mode: "line comment", tail: "" };
    case "{":
    case "[":
    case "(":
      return { ...next, open: state.open + character };
    case "}":
    case "]":
    case ")":
      return closeBracket(next, character);
    case "\n":
      return { ...state, last: lineEnd(state), isApart: true, tail: "" };
    case " ":
    case "\t":
    case "\r":
      return { ...state, isApart: true, tail: "" };
    default:
      return { ...next, tail: character === "/" || character === "<" ? character : "" };
  }
}

/** Between brackets a line end means nothing. */
function lineEnd({ open, last }: HclState): string {
  return /[[(]$/u.test(open) ? last : "\n";
}

function closeBracket(state: HclState, character: string): HclState | string {
  const opening = character === "}" ? "{" : character === "]" ? "[" : "(";
  if (character === "}" && state.open.endsWith("$")) {
    return { ...state, mode: "string", open: state.open.slice(0, -1) };
  }
  return state.open.endsWith(opening)
    ? { ...state, open: state.open.slice(0, -1) }
    : `${character} closes nothing`;
}

function feedString(state: HclState, character: string): HclState | string {
  if (state.tail === "\\") {
    return { ...state, tail: "" };
  }
  if ((state.tail === "$" || state.tail === "%") && character === "{") {
    return { ...state, mode: "code", open: `${state.open}$`, last: "(", isApart: false, tail: "" };
  }
  if (character === '"') {
    return {
      ...state,
      mode: "code",
      open: state.open.slice(0, -1),
      last: '"',
      isApart: false,
      tail: "",
    };
  }
  if (character === "\n") {
    return "a string holds a line end";
  }
  // `$${` and `%%{` are the characters themselves.
  const isDoubled = state.tail === character;
  return { ...state, tail: /[\\$%]/u.test(character) && !isDoubled ? character : "" };
}

function feedOpening(state: HclState, character: string): HclState | string {
  if (character !== "\n") {
    return { ...state, line: state.line + character };
  }
  const delimiter = state.line.replace(/^-/u, "").trim();
  return { ...state, mode: "heredoc", delimiter, line: "" };
}

function feedHeredoc(state: HclState, character: string): HclState | string {
  if (character !== "\n") {
    const tail = character === "$" || character === "%" ? character : "";
    return { ...state, line: state.line + character, tail };
  }
  return state.line.trim() === state.delimiter
    ? { ...state, mode: "code", delimiter: "", line: "", last: "\n", isApart: true, tail: "" }
    : { ...state, line: "", tail: "" };
}
