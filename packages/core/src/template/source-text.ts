import type { Position } from "./template-syntax.ts";

/** A source with its line starts, to turn offsets into positions and back. */
export interface SourceText {
  readonly text: string;
  readonly lineStarts: readonly number[];
}

export function createSourceText(text: string): SourceText {
  const lineStarts = [0];
  // As the parser of Handlebars counts lines.
  for (const { index, 0: end } of text.matchAll(/\r\n?|\n/gu)) {
    lineStarts.push(index + end.length);
  }
  return { text, lineStarts };
}

export function positionAt({ lineStarts }: SourceText, offset: number): Position {
  let low = 0;
  let high = lineStarts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((lineStarts[middle] ?? 0) <= offset) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return { line: low + 1, column: offset - (lineStarts[low] ?? 0) + 1 };
}

export function offsetAt({ lineStarts }: SourceText, { line, column }: Position): number {
  return (lineStarts[line - 1] ?? 0) + column - 1;
}

/** Where a character of a text stands that starts at a position. */
export function positionInside(start: Position, text: string, index: number): Position {
  const before = text.slice(0, index).split(/\r\n?|\n/u);
  const last = before.at(-1) ?? "";
  return before.length === 1
    ? { line: start.line, column: start.column + last.length }
    : { line: start.line + before.length - 1, column: last.length + 1 };
}
