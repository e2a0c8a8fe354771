/**
 * Ends the quick reading of a text that holds something it does not know; the full parser reads
 * the text instead. Never leaves this folder.
 */
export class BeyondQuickReading extends Error {}

export function giveUp(): never {
  throw new BeyondQuickReading();
}

/** Steps from line to line of a YAML text, past blank lines and comments. */
export interface BlockCursor {
  readonly text: string;
  /** Offset of the first sign of the line that is not a space. */
  offset: number;
  /** Column of that sign, from 0; -1 at the end of a document. */
  column: number;
  /** Where the line starts. */
  lineStart: number;
  /** Blank lines that were passed to get here. */
  blankLines: number;
  /** Whether a comment line was passed to get here. */
  passedComment: boolean;
}

const space = 0x20;
const lineFeed = 0x0a;
const tab = 0x09;
const hash = 0x23;
const dash = 0x2d;
const dot = 0x2e;
const percent = 0x25;

export function createBlockCursor(text: string): BlockCursor {
  const cursor = { text, offset: 0, column: -1, lineStart: 0, blankLines: 0, passedComment: false };
  toContent(cursor, 0);
  return cursor;
}

/** Moves to the first line at or after `from`, a line start, that says something. */
export function toContent(cursor: BlockCursor, from: number): void {
  const { text } = cursor;
  cursor.blankLines = 0;
  cursor.passedComment = false;
  let start = from;
  while (start < text.length) {
    let offset = start;
    while (text.charCodeAt(offset) === space) {
      offset += 1;
    }
    const sign = text.charCodeAt(offset);
    if (sign === hash) {
      cursor.passedComment = true;
      start = lineEnd(text, offset) + 1;
    } else if (sign === lineFeed) {
      cursor.blankLines += 1;
      start = offset + 1;
    } else if (sign === tab) {
      giveUp();
    } else if (offset < text.length) {
      return stopAt(cursor, start, offset, sign);
    } else {
      start = offset;
    }
  }
  cursor.lineStart = text.length;
  cursor.offset = text.length;
  cursor.column = -1;
}

/** Whether a dash that starts a list entry stands at an offset. */
export function isDash(text: string, offset: number): boolean {
  return text.charCodeAt(offset) === dash && isBlank(text, offset + 1);
}

function isBlank(text: string, offset: number): boolean {
  const sign = text.charCodeAt(offset);
  return sign === space || sign === lineFeed || offset >= text.length;
}

export function skipSpaces(text: string, from: number): number {
  let offset = from;
  while (text.charCodeAt(offset) === space) {
    offset += 1;
  }
  return offset;
}

/** Other blanks than the space belong to the text: `trimEnd` would take them off. */
export function dropTrailingSpaces(text: string): string {
  let end = text.length;
  while (text.charCodeAt(end - 1) === space) {
    end -= 1;
  }
  return text.slice(0, end);
}

/** Whether the rest of a line, spaces skipped, is empty or a comment. */
export function isLineOver(text: string, offset: number): boolean {
  const sign = text.charCodeAt(offset);
  return (
    offset >= text.length ||
    sign === lineFeed ||
    (sign === hash && text.charCodeAt(offset - 1) === space)
  );
}

/** The line feed that ends the line of an offset, or the end of the text. */
export function lineEnd(text: string, offset: number): number {
  const end = text.indexOf("\n", offset);
  return end === -1 ? text.length : end;
}

function stopAt(cursor: BlockCursor, start: number, offset: number, sign: number): void {
  const column = offset - start;
  if (column === 0 && (sign === percent || isMark(cursor.text, offset, sign))) {
    if (sign !== dash) {
      giveUp();
    }
    cursor.column = -1;
  } else {
    cursor.column = column;
  }
  cursor.lineStart = start;
  cursor.offset = offset;
}

function isMark(text: string, offset: number, sign: number): boolean {
  return (
    (sign === dash || sign === dot) &&
    text.charCodeAt(offset + 1) === sign &&
    text.charCodeAt(offset + 2) === sign &&
    isBlank(text, offset + 3)
  );
}
