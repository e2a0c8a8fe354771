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
  print(state) {
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
  safe: (state) =>
    state.mode === "text"
      ? { state: { ...state, line: remember(state.line, "\0") } }
      : { refused: "inside code or a link" },
  join(a, b) {
    if (isSameState(a, b)) {
      return a;
    }
    const isSame = a.mode === b.mode && a.fence === b.fence && a.isEscaped === b.isEscaped;
    return isSame ? { ...a, line: "\0" } : undefined;
  },
  unclosed(state) {
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
  const run = /`+$/u.exec(state.line)?.[0];
  return run === undefined
    ? { state: next, escape: "markdown" }
    : { state: { ...next, mode: "span", fence: run }, escape: "markdown-span" };
}

function feed(state: MarkdownState, character: string): MarkdownState {
  if (character === "\n") {
    return endLine(state);
  }
  const next = { ...state, line: remember(state.line, character), isEscaped: false };
  switch (state.mode) {
    case "fence":
      return next;
    case "span":
      return closesSpan(next) ? { ...next, mode: "text", fence: "" } : next;
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
  const run = /`+$/u.exec(state.line)?.[0] ?? "";
  if (run !== "" && character !== "`" && !opening.test(next.line)) {
    return { ...next, mode: "span", fence: run };
  }
  if (character === "(" && state.line.endsWith("]")) {
    return { ...next, mode: "link" };
  }
  return /[A-Za-z/!]/u.test(character) && state.line.endsWith("<")
    ? { ...next, mode: "tag" }
    : next;
}

/** A run of as many backticks ends a span: seen when another character follows, or one more. */
function closesSpan({ line, fence }: MarkdownState): boolean {
  return line.endsWith(fence) && !line.endsWith(`\`${fence}`);
}

function endLine(state: MarkdownState): MarkdownState {
  if (state.mode === "fence") {
    return isClosing(state) ? start : { ...state, line: "" };
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
