import type { CST } from "yaml";

import type { Findings } from "./findings.ts";
import { shorten } from "./shorten.ts";
import { checkTag } from "./yaml-tags.ts";

/** Watches the lexemes of a YAML text for what is refused wherever it stands. */
export interface LexemeGuard {
  /** Takes the next lexeme, which starts at `offset`; texts of scalars are left out. */
  next(type: CST.TokenType | null, lexeme: string, offset: number): void;
  /** Takes the end of the text. */
  end(): void;
}

interface Bracket {
  readonly offset: number;
  readonly closedBy: string;
}

interface GuardState {
  readonly findings: Findings;
  readonly tags: ReadonlyMap<string, string>;
  /** The next scalar is the text of a `|` or `>`. */
  isBlock: boolean;
  /** What came last on the line, or inside the same brackets. */
  last: "nothing" | "value" | "comma";
  readonly brackets: Bracket[];
}

/**
 * The parser makes one error object for every stray sign, which is slow for a text that has nothing
 * else: what can be seen from one lexeme to the next is reported here, and counts for the limit.
 */
export function createLexemeGuard(
  findings: Findings,
  tags: ReadonlyMap<string, string>,
): LexemeGuard {
  const state: GuardState = {
    findings,
    tags,
    isBlock: false,
    last: "nothing",
    brackets: [],
  };
  return {
    next(type, lexeme, offset) {
      takeLexeme(state, type, lexeme, offset);
    },
    end() {
      reportUnclosed(state);
    },
  };
}

function takeLexeme(
  state: GuardState,
  type: CST.TokenType | null,
  lexeme: string,
  offset: number,
): void {
  switch (type) {
    case "space":
    case "comment":
      return;
    case "newline":
      state.last = state.brackets.length === 0 ? "nothing" : state.last;
      return;
    case "block-scalar-header":
      startValue(state, offset);
      state.isBlock = true;
      return;
    case "scalar":
      return startScalar(state, offset);
    case "single-quoted-scalar":
    case "double-quoted-scalar":
      checkQuotes(state, lexeme, offset);
      return startValue(state, offset);
    case "alias":
      refuse(state, "READ_ALIAS", "a value is an alias of another one", lexeme, offset);
      return startValue(state, offset);
    case "anchor":
      return refuse(state, "READ_ANCHOR", "a value is anchored", lexeme, offset);
    case "tag":
      return checkTag(state.findings, lexeme, offset, state.tags);
    case "flow-map-start":
    case "flow-seq-start":
      return openBracket(state, lexeme, offset);
    case "flow-map-end":
    case "flow-seq-end":
      return closeBracket(state, lexeme, offset);
    case "flow-error-end":
      return reportUnclosed(state);
    case "comma":
      return takeComma(state, offset);
    default:
      state.last = "nothing";
  }
}

function startScalar(state: GuardState, offset: number): void {
  if (!state.isBlock) {
    return startValue(state, offset);
  }
  // The text of `|` and `>` ends with its line.
  state.isBlock = false;
  state.last = "nothing";
}

function startValue(state: GuardState, offset: number): void {
  if (state.last === "value") {
    state.findings.add({
      code: "READ_SYNTAX",
      offset,
      message: "more text follows where the value has ended",
      hint: "Put quotes around the whole value, or a comma between two entries.",
    });
  }
  state.last = "value";
}

function takeComma(state: GuardState, offset: number): void {
  if (state.last === "comma") {
    state.findings.add({
      code: "READ_SYNTAX",
      offset,
      message: "a comma follows nothing",
      hint: "Remove the comma, or write the entry.",
    });
  }
  state.last = "comma";
}

function openBracket(state: GuardState, lexeme: string, offset: number): void {
  startValue(state, offset);
  state.last = "comma";
  state.brackets.push({ offset, closedBy: lexeme === "{" ? "}" : "]" });
}

function closeBracket(state: GuardState, lexeme: string, offset: number): void {
  const open = state.brackets.pop();
  if (open === undefined) {
    state.findings.add({
      code: "READ_SYNTAX",
      offset,
      message: "a bracket is closed that was not opened",
      found: lexeme,
      hint: "Remove the bracket, or put quotes around the value.",
    });
  } else if (open.closedBy !== lexeme) {
    addUnclosed(state, open);
    if (state.brackets.at(-1)?.closedBy === lexeme) {
      state.brackets.pop();
    }
  }
  state.last = "value";
}

function reportUnclosed(state: GuardState): void {
  const open = state.brackets.at(-1);
  if (open !== undefined) {
    addUnclosed(state, open);
  }
  state.brackets.length = 0;
  state.last = "nothing";
}

function addUnclosed({ findings }: GuardState, { offset, closedBy }: Bracket): void {
  findings.add({
    code: "READ_UNCLOSED",
    offset,
    message: "a bracket is not closed, or its lines are not indented",
    expected: closedBy,
    hint: `Add the closing ${closedBy} and indent every line up to it, or put quotes around a text that starts with a bracket.`,
  });
}

function checkQuotes({ findings }: GuardState, lexeme: string, offset: number): void {
  if (isClosed(lexeme)) {
    return;
  }
  const isSingle = lexeme.startsWith("'");
  findings.add({
    code: "READ_UNCLOSED",
    offset,
    message: "a quote is not closed, or its lines are not indented",
    expected: isSingle ? "'" : '"',
    hint: isSingle
      ? "Add the closing quote; inside single quotes write '' for '."
      : 'Add the closing quote; inside double quotes write \\" for ".',
  });
}

function isClosed(lexeme: string): boolean {
  const quote = lexeme[0] ?? "";
  const body = lexeme.slice(1);
  if (!body.endsWith(quote)) {
    return false;
  }
  // A doubled single quote and an escaped double quote close nothing.
  return quote === "'"
    ? runLength(body, body.length, "'") % 2 === 1
    : runLength(body, body.length - 1, "\\") % 2 === 0;
}

/** How often a character stands in a row right before an index. */
function runLength(text: string, before: number, character: string): number {
  let start = before;
  while (start > 0 && text[start - 1] === character) {
    start -= 1;
  }
  return before - start;
}

function refuse(
  { findings }: GuardState,
  code: "READ_ALIAS" | "READ_ANCHOR",
  message: string,
  lexeme: string,
  offset: number,
): void {
  findings.add({ code, offset, message, found: shorten(lexeme) });
}
