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

/**
 * Where to start taking out an entry that starts a line. The comment lines right above it at its
 * column go with it, unless the next entry follows at once: they may be about that one, too.
 */
export function removedFrom(text: string, { start, end }: LayoutEntry): number {
  const line = lineStart(text, start);
  const column = columnOf(text, start);
  const after = lineAfter(text, end);
  const next = text.slice(after, lineEnd(text, after));
  const isApart =
    next.trim() === "" || isComment(text, after, column) || /[^ ]/u.exec(next)?.index !== column;
  return isApart ? commentsAbove(text, line, column) : line;
}

function isComment(text: string, line: number, column: number): boolean {
  return text[line + column] === "#" && text.slice(line, line + column).trim() === "";
}
