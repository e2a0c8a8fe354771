import { type YamlState, nowhere } from "./place-yaml-state.ts";
import { feedYaml } from "./place-yaml-text.ts";
import { isSameState, type PlaceMachine, type PrintResult } from "./place.ts";

const start: YamlState = {
  mode: "indent",
  column: 0,
  parent: -1,
  start: 0,
  flow: "",
  goesOn: nowhere,
  mayBeKey: true,
  tail: "",
};

/** The state machine of YAML. */
export const yamlPlaces: PlaceMachine<YamlState> = {
  start,
  text(state, text) {
    let current = state;
    for (let index = 0; index < text.length; index += 1) {
      const next = feedYaml(current, text[index] ?? "");
      if (typeof next === "string") {
        return { state: current, fault: { index, reason: next } };
      }
      current = next;
    }
    return { state: current, makesKey: state.mode === "keyed" && text.startsWith(":") };
  },
  print(state) {
    switch (state.mode) {
      case "indent":
      case "entry":
      case "value":
        return printScalar(state);
      case "double":
        return state.tail === ""
          ? { state, escape: "yaml-string" }
          : { refused: "directly after a backslash" };
      case "single":
        return state.tail === ""
          ? { state, plainOnly: "between single quotes" }
          : { refused: "directly after a quote" };
      case "block":
        return state.column > state.parent || state.tail === "text"
          ? { state: { ...state, tail: "text" }, plainOnly: "in a block scalar" }
          : printScalar({ ...state, mode: "indent", mayBeKey: true });
      case "comment":
        return { state, plainOnly: "in a comment" };
      case "plain":
      case "after":
      case "keyed":
        return { refused: "beside other text of the same scalar" };
      case "token":
        return { refused: "in an anchor, an alias or a tag" };
      case "header":
        return { refused: "in the head of a block scalar" };
    }
  },
  safe(state) {
    const printed =
      state.mode === "indent" || state.mode === "entry" || state.mode === "value"
        ? printScalar(state)
        : undefined;
    return printed === undefined || "refused" in printed
      ? { refused: "where no value is expected" }
      : { state: { ...printed.state, mode: "after" } };
  },
  join: joinStates,
  unclosed({ mode, flow }) {
    if (mode === "double" || mode === "single") {
      return "a quoted scalar";
    }
    return flow === "" ? undefined : `the bracket ${flow.at(-1)}`;
  },
};

/** A whole scalar: a value, or a key if a colon follows. */
function printScalar(state: YamlState): PrintResult<YamlState> {
  if (state.tail === "-" || state.tail === "?") {
    return { refused: `directly after ${state.tail}` };
  }
  if (state.mode === "indent" && state.column > state.goesOn) {
    return { refused: "where it goes on with the scalar above" };
  }
  const mayBeKey = state.mode !== "value" && state.mayBeKey;
  const parent = state.mode === "indent" ? state.column - 1 : state.parent;
  const next: YamlState = { ...state, parent, start: state.column, tail: "", mayBeKey };
  return { state: { ...next, mode: mayBeKey ? "keyed" : "after" }, escape: "yaml-value" };
}

const flowing: ReadonlySet<string> = new Set(["entry", "value", "after", "keyed"]);
const behind: ReadonlySet<string> = new Set(["value", "after", "plain"]);

function joinStates(a: YamlState, b: YamlState): YamlState | undefined {
  if (isSameState(a, b)) {
    return a;
  }
  if (a.flow !== b.flow || a.tail !== b.tail) {
    return undefined;
  }
  if (a.mode === b.mode && a.column === b.column) {
    return {
      ...a,
      parent: Math.min(a.parent, b.parent),
      start: Math.min(a.start, b.start),
      goesOn: Math.min(a.goesOn, b.goesOn),
      mayBeKey: a.mayBeKey && b.mayBeKey,
    };
  }
  // In lists of one line, a value may or may not have been written.
  if (a.flow !== "" && flowing.has(a.mode) && flowing.has(b.mode)) {
    return { ...a, mode: "entry" };
  }
  // Behind a key, a value may have been written or left out.
  return behind.has(a.mode) && behind.has(b.mode) ? { ...a, mode: "after" } : undefined;
}
