import { isBlockText } from "../emit/yaml.ts";
import type { JsonValue } from "../json-value.ts";
import {
  blockBody,
  blockHeader,
  writeBelowDash,
  writeBelowKey,
  writeBlock,
  type WrittenValue,
} from "./block-lines.ts";
import { flowText } from "./flow-text.ts";
import {
  type BlockTextNode,
  type CollectionNode,
  columnOf,
  isFirstOnLine,
  type LayoutEntry,
  type LayoutNode,
  lineAfter,
  lineEnd,
  lineStart,
} from "./layout.ts";
import { lastLineEnd, type Page, replacedFrom, splice, spliceLines } from "./page.ts";
import { isScalarValue, scalarText } from "./scalar-text.ts";
import { styleBeside } from "./writing-style.ts";

/** Notes how the value of an entry of an indented map or list becomes another one. */
export function replaceInBlock(
  page: Page,
  old: LayoutNode,
  value: JsonValue,
  parent: CollectionNode,
  entry: LayoutEntry,
): void {
  const from = replacedFrom(page, old, value);
  const written = writeInstead(page, old, value, parent, entry, from);
  switch (old.kind) {
    case "nothing":
      return fillNothing(page, from, written, entry);
    case "block-text":
      return replaceBlockText(page, old, from, written, entry);
    case "block":
      return replaceBlock(page, old, from, written, entry);
    default:
      return replaceInline(page, old, from, written, entry);
  }
}

/** Notes how a whole document becomes another value. */
export function replaceRoot(page: Page, old: LayoutNode, value: JsonValue): void {
  const from = replacedFrom(page, old, value);
  const isFlow = page.flow.isJson || isScalarValue(value) || Object.keys(value).length === 0;
  const lines = isFlow ? [flowText(value, page.flow, "")] : writeBlock(value, 0, page.style);
  const end = old.kind === "block" ? lastLineEnd(page, old.end) : old.end;
  splice(page, from, end, lines.join("\n"));
}

/** The new value as it is written in the place of the old one. */
function writeInstead(
  page: Page,
  old: LayoutNode,
  value: JsonValue,
  parent: CollectionNode,
  entry: LayoutEntry,
  from: number,
): WrittenValue {
  const { text } = page.layout;
  const column = columnOf(text, entry.start);
  if (old.kind === "scalar" && isScalarValue(value) && keepsLine(old.style, value)) {
    return { inline: scalarText(value, old.style), lines: [] };
  }
  const style = styleBeside(text, parent.entries, page.style);
  if (old.kind === "block-text" && typeof value === "string" && isBlockText(value)) {
    return writeBlockText(text, old, value, column + style.map);
  }
  if (old.kind === "flow" && old.entries.length > 0 && !isScalarValue(value)) {
    return { inline: flowText(value, page.flow, ""), lines: [] };
  }
  if (entry.key !== undefined) {
    return writeBelowKey(value, column, style);
  }
  // The first line stands where the old value does: the others have to start at its column.
  const dash = old.kind === "nothing" ? 2 : columnOf(text, from) - column;
  return writeBelowDash(value, column, { ...style, dash });
}

/** Texts of several lines stay between quotes; plain ones become a literal block. */
function keepsLine(style: string, value: JsonValue): boolean {
  return style !== "plain" || typeof value !== "string" || !value.includes("\n");
}

/**
 * A text below `|` or `>`, indented as the old one. A number that says how far the old one was
 * indented is left out: no line of the new one begins with a blank.
 */
function writeBlockText(
  text: string,
  { bodyStart, end, isFolded }: BlockTextNode,
  value: string,
  usualColumn: number,
): WrittenValue {
  const leads = text.slice(bodyStart, end).match(/^ *(?=[^ \n])/gmu) ?? [];
  const column = leads.reduce((least, { length }) => Math.min(least, length), Infinity);
  const isOneLine = !value.slice(0, -1).includes("\n");
  const header = blockHeader(value, isFolded && isOneLine ? ">" : "|");
  return {
    inline: header,
    lines: blockBody(value, Number.isFinite(column) ? column : usualColumn),
  };
}

function fillNothing(
  page: Page,
  from: number,
  { inline, lines }: WrittenValue,
  entry: LayoutEntry,
): void {
  const { text } = page.layout;
  const after = lineAfter(text, from);
  if (!entry.hasColon) {
    const first = `${" ".repeat(columnOf(text, entry.start))}:${inline === "" ? "" : ` ${inline}`}`;
    return spliceLines(page, after, after, [first, ...lines]);
  }
  const blanks = /^[ \t]*(?=\n|$)/u.exec(text.slice(from, lineEnd(text, from)))?.[0].length ?? 0;
  splice(page, from, from + blanks, inline === "" ? "" : ` ${inline}`);
  addBelow(page, after, lines);
}

function replaceInline(
  page: Page,
  { end }: LayoutNode,
  from: number,
  { inline, lines }: WrittenValue,
  { head }: LayoutEntry,
): void {
  const { text } = page.layout;
  if (inline === "" && text.slice(head, from).includes("\n")) {
    return splice(page, lineStart(text, from), end, lines.join("\n"));
  }
  const gap = inline === "" ? text.slice(0, from).length - lengthBefore(text, from) : 0;
  splice(page, from - gap, end, inline);
  addBelow(page, lineAfter(text, end), lines);
}

/** The length of a text up to an offset, without the blanks before that. */
function lengthBefore(text: string, offset: number): number {
  let length = offset;
  while (text[length - 1] === " " || text[length - 1] === "\t") {
    length -= 1;
  }
  return length;
}

function replaceBlockText(
  page: Page,
  { headerEnd, bodyStart, end }: BlockTextNode,
  from: number,
  { inline, lines }: WrittenValue,
  entry: LayoutEntry,
): void {
  const { text } = page.layout;
  const isBare = inline === "" && !text.slice(entry.head, from).includes("\n");
  splice(page, isBare ? lengthBefore(text, from) : from, headerEnd, inline);
  if (lines.length > 0 || end > bodyStart) {
    spliceLines(page, bodyStart, Math.max(bodyStart, end), lines);
  }
}

function replaceBlock(
  page: Page,
  { start, end }: LayoutNode,
  from: number,
  { inline, lines }: WrittenValue,
  { head }: LayoutEntry,
): void {
  const { text } = page.layout;
  const headEnd = lineEnd(text, head);
  if (start < headEnd || !isFirstOnLine(text, start)) {
    return splice(page, from, lastLineEnd(page, end), [inline, ...lines].join("\n"));
  }
  if (inline === "") {
    return spliceLines(page, lineStart(text, start), lineAfter(text, end), lines);
  }
  const at = from < start ? from : lengthBefore(text, textEnd(text, head, headEnd));
  splice(page, at, from < start ? headEnd : at, from < start ? inline : ` ${inline}`);
  spliceLines(page, headEnd + 1, lineAfter(text, end), lines);
}

/** Where the comment of a line starts, or the line ends. */
function textEnd(text: string, head: number, end: number): number {
  const comment = /[ \t]#/u.exec(text.slice(head, end));
  return comment === null ? end : head + comment.index;
}

function addBelow(page: Page, at: number, lines: readonly string[]): void {
  if (lines.length > 0) {
    spliceLines(page, at, at, lines);
  }
}
