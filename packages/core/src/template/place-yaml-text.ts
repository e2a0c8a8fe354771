import { nowhere, type YamlState } from "./place-yaml-state.ts";

type Next = YamlState | string;

/** What one character of literal YAML does; a text says why it does not fit. */
export function feedYaml(state: YamlState, character: string): Next {
  if (character === "\r") {
    return state;
  }
  if (character === "\n") {
    return endLine(state);
  }
  switch (state.mode) {
    case "indent":
      return feedIndent(state, character);
    case "entry":
    case "value":
      return feedStart(state, character);
    case "token":
      return character === " "
        ? { ...advance(state), mode: state.tail === "v" ? "value" : "entry", tail: "" }
        : advance(state);
    case "plain":
      return feedPlain(state, character);
    case "after":
    case "keyed":
      return feedAfter(state, character);
    case "double":
      return feedDouble(state, character);
    case "single":
      return feedSingle(state, character);
    case "comment":
    case "header":
      return state;
    case "block":
      return feedBlock(state, character);
  }
}

function advance(state: YamlState): YamlState {
  return { ...state, column: state.column + 1 };
}

function endLine(state: YamlState): Next {
  const line = { ...state, mode: "indent", column: 0, tail: "", mayBeKey: true } as const;
  switch (state.mode) {
    case "double":
    case "single":
      return { ...state, tail: "" };
    case "header":
    case "block":
      return { ...state, mode: "block", column: 0, tail: "", goesOn: nowhere };
    case "plain":
    case "after":
    case "keyed":
      return state.flow === ""
        ? { ...line, goesOn: endsWithKey(state) ? nowhere : state.parent }
        : { ...state, tail: "", column: 0 };
    case "indent":
      return line;
    case "entry":
    case "value":
    case "token":
    case "comment":
      return state.flow === ""
        ? { ...line, goesOn: state.mode === "comment" ? state.goesOn : nowhere }
        : { ...state, mode: state.mode === "comment" ? "entry" : state.mode, column: 0, tail: "" };
  }
}

function endsWithKey({ mode, mayBeKey, tail }: YamlState): boolean {
  return tail === ":" && (mode === "keyed" || (mode === "plain" && mayBeKey));
}

function feedIndent(state: YamlState, character: string): Next {
  if (character === " ") {
    return advance(state);
  }
  if (character === "\t") {
    return "a tab indents the line";
  }
  if (character !== "#" && state.column > state.goesOn) {
    return { ...advance(state), mode: "plain", mayBeKey: false };
  }
  return feedStart(
    { ...state, mode: "entry", parent: state.column - 1, goesOn: nowhere },
    character,
  );
}

/** Where something starts: a key, an item, a value. */
function feedStart(state: YamlState, character: string): Next {
  if (state.tail === "-" || state.tail === "?") {
    return character === " "
      ? { ...advance(state), mode: "entry", parent: state.column - 1, tail: "" }
      : feedPlain({ ...state, mode: "plain", tail: "" }, character);
  }
  const next = { ...advance(state), tail: "" };
  const here = { ...next, start: state.column };
  switch (character) {
    case " ":
    case "\t":
      return next;
    case "#":
      return { ...state, mode: "comment", tail: "" };
    case '"':
    case "'":
      return {
        ...here,
        mode: character === '"' ? "double" : "single",
        mayBeKey: isKeyPlace(state),
      };
    case "[":
    case "{":
      return { ...here, mode: "entry", mayBeKey: true, flow: state.flow + character };
    case "]":
    case "}":
    case ",":
      return state.flow === ""
        ? feedPlain({ ...here, mode: "plain" }, character)
        : feedFlow(here, character);
    case "&":
    case "*":
    case "!":
      return { ...here, mode: "token", tail: state.mode === "value" ? "v" : "" };
    case "|":
    case ">":
      return state.flow === "" ? { ...here, mode: "header" } : { ...here, mode: "plain" };
    case "-":
    case "?":
      return isKeyPlace(state) && state.flow === ""
        ? { ...here, tail: character }
        : { ...here, mode: "plain", mayBeKey: false };
    default:
      return { ...here, mode: "plain", mayBeKey: isKeyPlace(state), tail: character };
  }
}

function isKeyPlace({ mode, mayBeKey }: YamlState): boolean {
  return mode === "entry" && mayBeKey;
}

function feedPlain(state: YamlState, character: string): Next {
  const next = { ...advance(state), tail: character };
  if (character === " " && state.tail === ":" && state.mayBeKey) {
    return { ...next, mode: "value", parent: state.start, mayBeKey: false, tail: "" };
  }
  if (character === "#" && state.tail === " ") {
    return { ...state, mode: "comment", tail: "" };
  }
  return state.flow !== "" && /[,[\]{}]/u.test(character) ? feedFlow(next, character) : next;
}

function feedFlow(state: YamlState, character: string): Next {
  if (character === ",") {
    return { ...state, mode: "entry", mayBeKey: true, tail: "" };
  }
  return state.flow.endsWith(character === "]" ? "[" : "{")
    ? { ...state, mode: "after", flow: state.flow.slice(0, -1), tail: "" }
    : `${character} closes nothing`;
}

function feedAfter(state: YamlState, character: string): Next {
  const next = { ...advance(state), tail: character === " " ? " " : "" };
  if (character === "'" && state.tail === "'") {
    return { ...next, mode: "single", tail: "" };
  }
  if (character === " " && state.tail === ":") {
    return { ...next, mode: "value", parent: state.start, mayBeKey: false, tail: "" };
  }
  if (state.tail === ":") {
    return "text touches the colon";
  }
  if (character === " " || character === "\t") {
    return next;
  }
  if (character === "#" && state.tail === " ") {
    return { ...state, mode: "comment", tail: "" };
  }
  if (character === ":" && state.mode === "keyed") {
    return { ...next, tail: ":" };
  }
  return state.flow !== "" && /[,\]}]/u.test(character)
    ? feedFlow(next, character)
    : "text follows a value on its line";
}

function feedDouble(state: YamlState, character: string): Next {
  const next = advance(state);
  if (state.tail === "\\") {
    return { ...next, tail: "" };
  }
  if (character === "\\") {
    return { ...next, tail: "\\" };
  }
  return character === '"' ? { ...next, mode: state.mayBeKey ? "keyed" : "after" } : next;
}

/** Two single quotes are one: a quote ends the scalar only if another character follows. */
function feedSingle(state: YamlState, character: string): Next {
  const next = advance(state);
  return character === "'"
    ? { ...next, mode: state.mayBeKey ? "keyed" : "after", tail: "'" }
    : next;
}

function feedBlock(state: YamlState, character: string): Next {
  if (state.tail === "text") {
    return state;
  }
  if (character === " ") {
    return advance(state);
  }
  return state.column > state.parent
    ? { ...state, tail: "text" }
    : feedIndent({ ...state, mode: "indent", mayBeKey: true }, character);
}
