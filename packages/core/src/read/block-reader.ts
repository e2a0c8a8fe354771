import type { JsonValue } from "../json-value.ts";
import {
  createBlockCursor,
  dropTrailingSpaces,
  type BlockCursor,
  BeyondQuickReading,
  giveUp,
  isDash,
  isLineOver,
  lineEnd,
  skipSpaces,
  toContent,
} from "./block-cursor.ts";
import { readBlockText } from "./block-text.ts";
import { readFlow, readPlainText, readQuoted } from "./inline-value.ts";
import type { ReadLimits } from "./read-limits.ts";
import { addPart, emptyMapParts, type LocatedValue, type SourceNode } from "./source-node.ts";

/** One document, and its position in the stream. */
export interface QuickDocument extends LocatedValue {
  readonly index: number;
}

interface Reader {
  readonly cursor: BlockCursor;
  readonly limits: ReadLimits;
  readonly keepsPlaces: boolean;
  depth: number;
}

/**
 * Reads the YAML that manifests are written in (indented maps and lists, scalars, block texts,
 * brackets on one line) about five times as fast as the full parser.
 *
 * @param text - lines end with LF alone
 * @param keepsPlaces - whether nodes of maps and lists in block style know their parts
 * @returns undefined as soon as anything else is met, a fault of any kind included: the full parser
 * then reads the text and words what is wrong
 */
export function readBlockYaml(
  text: string,
  limits: ReadLimits,
  keepsPlaces: boolean,
): readonly QuickDocument[] | undefined {
  try {
    return readDocuments({ cursor: createBlockCursor(text), limits, keepsPlaces, depth: 0 });
  } catch (error) {
    if (error instanceof BeyondQuickReading) {
      return undefined;
    }
    throw error;
  }
}

function readDocuments(reader: Reader): readonly QuickDocument[] {
  const { cursor, limits } = reader;
  const { text } = cursor;
  const documents: QuickDocument[] = [];
  let index = -1;
  if (cursor.column >= 0) {
    index += 1;
    documents.push({ index, ...readNode(reader) });
  }
  while (cursor.offset < text.length) {
    const rest = skipSpaces(text, cursor.offset + 3);
    index += 1;
    if (cursor.column >= 0 || index >= limits.documents || !isLineOver(text, rest)) {
      giveUp();
    }
    toContent(cursor, lineEnd(text, rest) + 1);
    if (cursor.column >= 0) {
      documents.push({ index, ...readNode(reader) });
    }
  }
  return documents;
}

/** Reads the map or list that starts at the cursor. */
function readNode(reader: Reader): LocatedValue {
  const { cursor } = reader;
  if (reader.depth >= reader.limits.depth) {
    giveUp();
  }
  reader.depth += 1;
  const converted = isDash(cursor.text, cursor.offset) ? readList(reader) : readMap(reader);
  reader.depth -= 1;
  return converted;
}

/** YAML allows 1024 characters before a colon, quotes included. */
const longestKey = 1000;

const keyForm =
  /(?:(?<plain>[A-Za-z0-9_$./][A-Za-z0-9_$./@~-]*)|"(?<double>[^"\\\n\t]*)"|'(?<single>[^'\n\t]*)') *:(?=[ \n]|$)/uy;

function readMap(reader: Reader): LocatedValue {
  const { cursor, limits } = reader;
  const { text, column, offset: start } = cursor;
  // Without a prototype no key is special, `__proto__` included.
  const value: { [key: string]: JsonValue } = Object.create(null);
  const parts = reader.keepsPlaces ? emptyMapParts() : undefined;
  let end = 0;
  while (cursor.column === column) {
    keyForm.lastIndex = cursor.offset;
    const key = keyOf(keyForm.exec(text));
    if (key.length > longestKey || key.length * 3 > limits.keyBytes || Object.hasOwn(value, key)) {
      giveUp();
    }
    const keyStart = cursor.offset;
    const converted = readEntry(reader, keyForm.lastIndex, column, true);
    value[key] = converted.value;
    end = converted.node.end;
    if (parts !== undefined) {
      addPart(parts, key, keyStart, converted.node);
    }
  }
  if (cursor.column > column) {
    giveUp();
  }
  return { value, node: { start, end, ...parts } };
}

function keyOf(match: RegExpExecArray | null): string {
  const { plain, double, single } = match?.groups ?? {};
  return plain === undefined ? (double ?? single ?? giveUp()) : readPlainKey(plain);
}

function readPlainKey(key: string): string {
  return readPlainText(key) === key ? key : giveUp();
}

function readList(reader: Reader): LocatedValue {
  const { cursor } = reader;
  const { text, column, offset: start } = cursor;
  const value: JsonValue[] = [];
  const children: SourceNode[] = [];
  let end = 0;
  while (cursor.column === column && isDash(text, cursor.offset)) {
    const converted = readEntry(reader, cursor.offset + 1, column, false);
    value.push(converted.value);
    end = converted.node.end;
    if (reader.keepsPlaces) {
      children.push(converted.node);
    }
  }
  if (cursor.column > column) {
    giveUp();
  }
  return { value, node: reader.keepsPlaces ? { start, end, children } : { start, end } };
}

/** Reads what follows a key or a dash that stands at `column`; ends on the next line with content. */
function readEntry(reader: Reader, from: number, column: number, isMap: boolean): LocatedValue {
  const { cursor } = reader;
  const { text } = cursor;
  const offset = skipSpaces(text, from);
  if (isLineOver(text, offset)) {
    toContent(cursor, lineEnd(text, offset) + 1);
    const isInner = cursor.column > column;
    // A list may stand at the column of its key.
    const isLevel = isMap && cursor.column === column && isDash(text, cursor.offset);
    return isInner || isLevel
      ? readNode(reader)
      : { value: null, node: { start: offset, end: offset } };
  }
  if (!isMap && startsNode(text, offset)) {
    cursor.column = offset - cursor.lineStart;
    cursor.offset = offset;
    return readNode(reader);
  }
  return readScalar(reader, offset, column);
}

/** Whether a list or map starts on the line of a dash. */
function startsNode(text: string, offset: number): boolean {
  keyForm.lastIndex = offset;
  return isDash(text, offset) || keyForm.test(text);
}

function readScalar(reader: Reader, offset: number, column: number): LocatedValue {
  const { cursor, limits } = reader;
  const { text } = cursor;
  switch (text[offset]) {
    case '"':
    case "'":
      return endLine(cursor, readQuoted(text, offset, column), column);
    case "[":
    case "{":
      return endLine(cursor, readFlow(text, offset, limits.depth - reader.depth), column);
    case "|":
    case ">":
      return readBlockText(cursor, offset, column);
    default:
      return readPlain(cursor, offset, column);
  }
}

/** Nothing but a comment may follow on the line, and nothing further in on the next. */
function endLine(cursor: BlockCursor, { value, node }: LocatedValue, column: number): LocatedValue {
  const rest = skipSpaces(cursor.text, node.end);
  if (!isLineOver(cursor.text, rest)) {
    giveUp();
  }
  toContent(cursor, lineEnd(cursor.text, rest) + 1);
  return cursor.column > column ? giveUp() : { value, node };
}

const reserved: ReadonlySet<string> = new Set("?:,]}#&*!%@`");

/** Reads an unquoted scalar, with the lines that continue it. */
function readPlain(cursor: BlockCursor, start: number, column: number): LocatedValue {
  const { text } = cursor;
  if (reserved.has(text[start] ?? "") || isDash(text, start)) {
    giveUp();
  }
  let line = plainLine(text, start);
  toContent(cursor, lineEnd(text, start) + 1);
  if (cursor.column <= column) {
    return { value: readPlainText(line.content), node: { start, end: line.end } };
  }
  const parts = [line.content];
  while (cursor.column > column) {
    if (line.hasComment || cursor.passedComment) {
      giveUp();
    }
    parts.push(cursor.blankLines === 0 ? " " : "\n".repeat(cursor.blankLines));
    const from = cursor.offset;
    line = plainLine(text, from);
    parts.push(line.content);
    toContent(cursor, lineEnd(text, from) + 1);
  }
  return { value: parts.join(""), node: { start, end: line.end } };
}

interface PlainLine {
  readonly content: string;
  readonly end: number;
  readonly hasComment: boolean;
}

function plainLine(text: string, start: number): PlainLine {
  const whole = text.slice(start, lineEnd(text, start));
  const comment = whole.indexOf(" #");
  const content = dropTrailingSpaces(comment === -1 ? whole : whole.slice(0, comment));
  if (whole.includes("\t") || content.includes(": ") || content.endsWith(":")) {
    giveUp();
  }
  return { content, end: start + content.length, hasComment: comment !== -1 };
}
