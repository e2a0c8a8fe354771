import { isSameState, type PlaceMachine, type PrintResult, type RegionMark } from "./place.ts";

/** Where a Markdown text stands. */
interface MarkdownState {
  readonly mode: "text" | "span" | "fence" | "link" | "tag";
  /** The fence of the code block, or the backticks around the code span. */
  readonly fence: string;
  /** What is known of the line so far. */
  readonly line: string;
  readonly isEscaped: boolean;
}

const start: MarkdownState = { mode: "text", fence: "", line: "", isEscaped: false };
const opening = /^ {0,3}(?<fence>`{3,}|~{3,})[^`]*$/u;
const remembered = 200;

/** The state machine of Markdown. */
export const markdownPlaces: PlaceMachine<MarkdownState> = {
  start,
  text(state, text) {
    let current = state;
    const marks: RegionMark[] = [];
    for (let index = 0; index < text.length; index += 1) {
      const next = feed(current, text[index] ?? "");
      if (next.mode === "fence" && current.mode !== "fence") {
        marks.push({ index: index + 1, edge: "start", delimiter: next.fence, tabs: false });
      } else if (next.mode !== "fence" && current.mode === "fence") {
        marks.push({ index: index + 1, edge: "end", delimiter: current.fence, tabs: false });
      }
      current = next;
    }
    return { state: current, marks };
  },
  print(before) {
    const state = settle(before);
    if (state.isEscaped) {
      return { refused: "directly after a backslash" };
    }
    const next = { ...state, line: remember(state.line, "\0") };
    switch (state.mode) {
      case "text":
        return printText(state, next);
      case "span":
        return { state: next, escape: "markdown-span" };
      case "fence":
        return { state: next, escape: "markdown-fence" };
      case "link":
        return { state: next, escape: "markdown-link" };
      case "tag":
        return { refused: "inside an HTML tag" };
    }
  },
  safe: (before) => {
    const state = settle(before);
    return state.mode === "text"
      ? { state: { ...state, line: remember(state.line, "\0") } }
      : { refused: "inside code or a link" };
  },
  join(a, b) {
    if (isSameState(a, b)) {
      return a;
    }
    const isSame = a.mode === b.mode && a.fence === b.fence && a.isEscaped === b.isEscaped;
    return isSame ? { ...a, line: "\0" } : undefined;
  },
  unclosed(before) {
    const state = settle(before);
    const isEnd = state.mode === "fence" && isClosing(state);
    return state.mode === "text" || isEnd
      ? undefined
      : { span: "a code span", fence: "a code block", link: "a link", tag: "an HTML tag" }[
          state.mode
        ];
  },
  end: (state) =>
    state.mode === "fence"
      ? { index: 0, edge: "end", delimiter: state.fence, tabs: false }
      : undefined,
};

function printText(state: MarkdownState, next: MarkdownState): PrintResult<MarkdownState> {
  if (opening.test(state.line)) {
    return { refused: "on the line of a fence" };
  }
  if (/[\]<]$/u.test(state.line)) {
    return { refused: `directly after ${state.line.at(-1)}` };
  }
  return { state: next, escape: "markdown" };
}

/** Backticks start or end a span as soon as something else follows them. */
function settle(state: MarkdownState): MarkdownState {
  const run = /`+$/u.exec(state.line)?.[0];
  if (run === undefined || state.isEscaped) {
    return state;
  }
  const line = remember(state.line, "\0");
  if (state.mode === "span") {
    return run === state.fence ? { ...state, mode: "text", fence: "", line } : state;
  }
  return state.mode === "text" && !opening.test(state.line)
    ? { ...state, mode: "span", fence: run, line }
    : state;
}

function feed(before: MarkdownState, character: string): MarkdownState {
  const state = character === "`" ? before : settle(before);
  if (character === "\n") {
    return endLine(state);
  }
  const next = { ...state, line: remember(state.line, character), isEscaped: false };
  switch (state.mode) {
    case "fence":
    case "span":
      return next;
    case "link":
      return character === ")" ? { ...next, mode: "text" } : next;
    case "tag":
      return character === ">" ? { ...next, mode: "text" } : next;
    case "text":
      return feedText(state, next, character);
  }
}

function feedText(state: MarkdownState, next: MarkdownState, character: string): MarkdownState {
  if (state.isEscaped) {
    return next;
  }
  if (character === "\\") {
    return { ...next, isEscaped: true };
  }
  if (character === "(" && state.line.endsWith("]")) {
    return { ...next, mode: "link" };
  }
  return /[A-Za-z/!]/u.test(character) && state.line.endsWith("<")
    ? { ...next, mode: "tag" }
    : next;
}

function endLine(state: MarkdownState): MarkdownState {
  if (state.mode === "fence") {
    return isClosing(state) ? start : { ...state, line: "" };
  }
  // No span goes on below an empty line.
  if (state.mode === "span" && state.line.trim() === "") {
    return start;
  }
  const fence = state.mode === "text" ? opening.exec(state.line)?.groups?.["fence"] : undefined;
  return fence === undefined
    ? { ...state, line: "", isEscaped: false }
    : { mode: "fence", fence, line: "", isEscaped: false };
}

function isClosing({ line, fence }: MarkdownState): boolean {
  return line.trim().startsWith(fence) && /^(?:`+|~+)$/u.test(line.trim());
}

function remember(line: string, added: string): string {
  return line.length < remembered ? line + added : `\0${line.slice(-remembered / 2)}${added}`;
}
