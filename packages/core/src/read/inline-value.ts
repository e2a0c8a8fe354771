import type { JsonValue } from "../json-value.ts";
import { dropTrailingSpaces, giveUp, skipSpaces } from "./block-cursor.ts";
import { simpleEscapes } from "./json-scanner.ts";
import { readPlainScalar } from "./plain-scalar.ts";
import type { LocatedValue, SourceNode } from "./source-node.ts";

/** What an unquoted text says, if every reader agrees. */
export function readPlainText(text: string): string | number | boolean | null {
  const { value, fault } = readPlainScalar(text);
  return fault === undefined ? value : giveUp();
}

/** Reads a quoted text that has only the escapes of JSON; its lines lie further in than `column`. */
export function readQuoted(
  text: string,
  start: number,
  column: number,
): LocatedValue & { readonly value: string } {
  const isDouble = text[start] === '"';
  const end = isDouble ? closingDouble(text, start + 1) : closingSingle(text, start + 1);
  const source = text.slice(start + 1, end);
  const body = source.includes("\n") ? foldLines(source, column) : source;
  const value = isDouble ? unescape(body) : body.replaceAll("''", "'");
  return source.includes("\t") ? giveUp() : { value, node: { start, end: end + 1 } };
}

function closingSingle(text: string, from: number): number {
  let end = text.indexOf("'", from);
  while (end !== -1 && text[end + 1] === "'") {
    end = text.indexOf("'", end + 2);
  }
  return end === -1 ? giveUp() : end;
}

function closingDouble(text: string, from: number): number {
  let end = text.indexOf('"', from);
  while (end !== -1 && isEscaped(text, end)) {
    end = text.indexOf('"', end + 1);
  }
  return end === -1 ? giveUp() : end;
}

function isEscaped(text: string, offset: number): boolean {
  let start = offset;
  while (text[start - 1] === "\\") {
    start -= 1;
  }
  return (offset - start) % 2 === 1;
}

/** Joins the lines of a quoted text by spaces, and keeps blank ones as line feeds. */
function foldLines(source: string, column: number): string {
  const lines = source.split("\n");
  const parts: string[] = [];
  let blanks = 0;
  for (const [index, line] of lines.entries()) {
    const isLast = index === lines.length - 1;
    const indent = skipSpaces(line, 0);
    if (indent === line.length && index > 0 && !isLast) {
      blanks += 1;
      continue;
    }
    if (index > 0) {
      parts.push(blanks === 0 ? " " : "\n".repeat(blanks));
      blanks = 0;
    }
    const content = trimLine(line, index === 0, isLast);
    if ((index > 0 && indent <= column) || (!isLast && content.endsWith("\\"))) {
      giveUp();
    }
    parts.push(content);
  }
  return parts.join("");
}

/** Blanks count only before the first break and after the last. */
function trimLine(line: string, isFirst: boolean, isLast: boolean): string {
  const start = isFirst ? line : line.slice(skipSpaces(line, 0));
  return isLast ? start : dropTrailingSpaces(start);
}

/** Of the escapes that YAML has and JSON has not, only that of a blank is known here. */
function unescape(body: string): string {
  if (!body.includes("\\")) {
    return body;
  }
  const value = body.replaceAll(
    /\\(?:u(?<hex>[0-9a-fA-F]{4})|(?<letter>.))/gsu,
    (escape, hex?: string) =>
      hex === undefined
        ? (simpleEscapes.get(escape.slice(1)) ?? (escape === "\\ " ? " " : giveUp()))
        : String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return value.includes("\0") || !value.isWellFormed() ? giveUp() : value;
}

const flowPlain = /-{0,2}[A-Za-z0-9_$./][A-Za-z0-9_$./@~ -]*/uy;

/** Reads brackets that are closed on their line. */
export function readFlow(text: string, start: number, levels: number): LocatedValue {
  if (levels <= 0) {
    giveUp();
  }
  return text[start] === "[" ? readFlowList(text, start, levels) : readFlowMap(text, start, levels);
}

function readFlowList(text: string, start: number, levels: number): LocatedValue {
  const value: JsonValue[] = [];
  const children: SourceNode[] = [];
  let offset = skipSpaces(text, start + 1);
  while (text[offset] !== "]") {
    const item = readFlowValue(text, offset, levels);
    value.push(item.value);
    children.push(item.node);
    offset = afterFlowEntry(text, item.node.end, "]");
  }
  return { value, node: { start, end: offset + 1, children } };
}

function readFlowMap(text: string, start: number, levels: number): LocatedValue {
  // Without a prototype no key is special, `__proto__` included.
  const value: { [key: string]: JsonValue } = Object.create(null);
  const keys: string[] = [];
  const keyStarts: number[] = [];
  const children: SourceNode[] = [];
  let offset = skipSpaces(text, start + 1);
  while (text[offset] !== "}") {
    const key = readFlowScalar(text, offset);
    const colon = key.node.end;
    if (
      typeof key.value !== "string" ||
      key.value.length > 1000 ||
      Object.hasOwn(value, key.value)
    ) {
      return giveUp();
    }
    if (text[colon] !== ":" || text[colon + 1] !== " ") {
      giveUp();
    }
    const entry = readFlowValue(text, skipSpaces(text, colon + 1), levels);
    keys.push(key.value);
    keyStarts.push(offset);
    value[key.value] = entry.value;
    children.push(entry.node);
    offset = afterFlowEntry(text, entry.node.end, "}");
  }
  return { value, node: { start, end: offset + 1, keys, keyStarts, children } };
}

/** Past the comma to the next entry, or at the closing bracket. */
function afterFlowEntry(text: string, end: number, close: string): number {
  const offset = skipSpaces(text, end);
  if (text[offset] === close) {
    return offset;
  }
  const next = skipSpaces(text, offset + 1);
  return text[offset] === "," && text[next] !== close ? next : giveUp();
}

function readFlowValue(text: string, start: number, levels: number): LocatedValue {
  return text[start] === "[" || text[start] === "{"
    ? readFlow(text, start, levels - 1)
    : readFlowScalar(text, start);
}

function readFlowScalar(text: string, start: number): LocatedValue {
  if (text[start] === '"' || text[start] === "'") {
    const quoted = readQuoted(text, start, 0);
    return text.slice(start, quoted.node.end).includes("\n") ? giveUp() : quoted;
  }
  flowPlain.lastIndex = start;
  const source = dropTrailingSpaces(flowPlain.exec(text)?.[0] ?? giveUp());
  return { value: readPlainText(source), node: { start, end: start + source.length } };
}
