import { columnOf, type LayoutEntry, lineAfter, lineEnd, lineStart } from "./layout.ts";

/** The start of the comment lines at a column that stand right above a line. */
export function commentsAbove(text: string, line: number, column: number): number {
  let start = line;
  while (start > 0) {
    const above = lineStart(text, start - 1);
    if (!isComment(text, above, column)) {
      break;
    }
    start = above;
  }
  return start;
}

/** Whole lines of a text. */
interface Lines {
  readonly start: number;
  readonly end: number;
}

/**
 * The lines that go with an entry that starts a line. The comment lines right above it at its
 * column do, unless the next entry follows at once: they may be about that one, too. Between two
 * blank lines, the second one does.
 */
export function linesOf(text: string, { start, end }: LayoutEntry): Lines {
  const line = lineStart(text, start);
  const column = columnOf(text, start);
  const after = lineAfter(text, end);
  const next = text.slice(after, lineEnd(text, after));
  const isApart =
    next.trim() === "" || isComment(text, after, column) || /[^ ]/u.exec(next)?.index !== column;
  const first = isApart ? commentsAbove(text, line, column) : line;
  const above = first === 0 ? "a" : text.slice(lineStart(text, first - 1), first);
  const isBetweenBlanks = above.trim() === "" && next.trim() === "";
  return {
    start: first,
    end: isBetweenBlanks ? Math.min(lineEnd(text, after) + 1, text.length) : after,
  };
}

function isComment(text: string, line: number, column: number): boolean {
  return text[line + column] === "#" && text.slice(line, line + column).trim() === "";
}
