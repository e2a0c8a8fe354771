import { isSameState, type PlaceMachine, type PrintResult } from "./place.ts";

/** Where a JSON text stands. */
interface JsonState {
  readonly mode: "value" | "key" | "colon" | "after" | "string" | "either";
  /** The open brackets. */
  readonly open: string;
  /** What the string being read is. */
  readonly isKey: boolean;
  readonly isEscaped: boolean;
}

const start: JsonState = { mode: "value", open: "", isKey: false, isEscaped: false };

/** The state machine of JSON. */
export const jsonPlaces: PlaceMachine<JsonState> = {
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
    if (state.mode === "string") {
      return state.isEscaped
        ? { refused: "directly after a backslash" }
        : { state, escape: "json-string" };
    }
    return printValue(state);
  },
  safe: (state) => {
    const printed = printValue(state);
    return "refused" in printed ? printed : { state: printed.state };
  },
  join(a, b) {
    if (isSameState(a, b)) {
      return a;
    }
    const isOutside = a.mode !== "string" && b.mode !== "string" && a.open === b.open;
    return isOutside && a.mode !== "colon" && b.mode !== "colon"
      ? { ...a, mode: "either", isKey: false }
      : undefined;
  },
  unclosed({ mode, open }) {
    return mode === "string" ? "a string" : open === "" ? undefined : `the bracket ${open.at(-1)}`;
  },
};

function printValue(state: JsonState): PrintResult<JsonState> {
  return state.mode === "value" || state.mode === "either"
    ? { state: { ...state, mode: "after" }, escape: "json-value" }
    : {
        refused:
          state.mode === "key" || state.mode === "colon"
            ? "as a key outside quotes"
            : "where no value is expected",
      };
}

function feed(state: JsonState, character: string): JsonState | string {
  if (state.mode === "string") {
    return feedString(state, character);
  }
  switch (character) {
    case '"':
      return {
        ...state,
        mode: "string",
        isKey: state.mode === "key" || (state.mode === "either" && state.open.endsWith("{")),
      };
    case "{":
      return { ...state, mode: "key", open: `${state.open}{` };
    case "[":
      return { ...state, mode: "value", open: `${state.open}[` };
    case "}":
    case "]":
      return state.open.endsWith(character === "}" ? "{" : "[")
        ? { ...state, mode: "after", open: state.open.slice(0, -1) }
        : `${character} closes nothing`;
    case ",":
      return { ...state, mode: state.open.endsWith("{") ? "key" : "value" };
    case ":":
      return { ...state, mode: "value" };
    case " ":
    case "\t":
    case "\n":
    case "\r":
      return state;
    default:
      return { ...state, mode: "after" };
  }
}

function feedString(state: JsonState, character: string): JsonState {
  if (state.isEscaped) {
    return { ...state, isEscaped: false };
  }
  if (character === "\\") {
    return { ...state, isEscaped: true };
  }
  return character === '"'
    ? { ...state, mode: state.isKey ? "colon" : "after", isKey: false }
    : state;
}
