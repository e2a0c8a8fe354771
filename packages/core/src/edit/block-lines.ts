import { isBlockText, yamlScalar } from "../emit/yaml.ts";
import { isJsonList, isJsonObject, type JsonValue } from "../json-value.ts";
import { isScalarValue } from "./scalar-text.ts";
import type { WritingStyle } from "./writing-style.ts";

/** A value as it is written behind a key or dash. */
export interface WrittenValue {
  /** What stands on the line of the key or dash; empty if nothing does. */
  readonly inline: string;
  /** The lines below, indented. */
  readonly lines: readonly string[];
}

/** A value behind a key that stands at a column. */
export function writeBelowKey(value: JsonValue, column: number, style: WritingStyle): WrittenValue {
  if (isEmptyOrScalar(value)) {
    return writeInline(value, column + style.map);
  }
  const inner = column + (isJsonList(value) ? style.list : style.map);
  return { inline: "", lines: indented(writeBlock(value, inner, style), inner) };
}

/** A value behind a dash that stands at a column: the first line of a map follows the dash. */
export function writeBelowDash(
  value: JsonValue,
  column: number,
  style: WritingStyle,
): WrittenValue {
  if (isEmptyOrScalar(value)) {
    return writeInline(value, column + 2);
  }
  const [inline = "", ...lines] = writeBlock(value, column + style.dash, style);
  return { inline, lines };
}

/** A map or list whose first line stands at a column already; the others are indented. */
export function writeBlock(
  value: JsonValue,
  column: number,
  style: WritingStyle,
): readonly string[] {
  const lines = isJsonList(value)
    ? value.flatMap((item) => indented(writeItem(item, column, style), column))
    : Object.entries(isJsonObject(value) ? value : {}).flatMap(([name, item]) =>
        indented(writeField(name, item, column, style), column),
      );
  const [first = "", ...rest] = lines;
  return [first.trimStart(), ...rest];
}

/** A field; its first line is not indented. */
export function writeField(
  name: string,
  value: JsonValue,
  column: number,
  style: WritingStyle,
): readonly string[] {
  const { inline, lines } = writeBelowKey(value, column, style);
  return [`${yamlScalar(name)}:${inline === "" ? "" : ` ${inline}`}`, ...lines];
}

/** A list item; its first line is not indented. */
export function writeItem(
  value: JsonValue,
  column: number,
  style: WritingStyle,
): readonly string[] {
  const { inline, lines } = writeBelowDash(value, column, style);
  return [`-${" ".repeat(style.dash - 1)}${inline}`, ...lines];
}

/** Indents the first line: the others are already. */
function indented([first = "", ...rest]: readonly string[], column: number): readonly string[] {
  return [" ".repeat(column) + first, ...rest];
}

/** A value without entries; a text of several lines is a literal block at a column. */
function writeInline(value: JsonValue, column: number): WrittenValue {
  if (typeof value === "string" && value.includes("\n") && isBlockText(value)) {
    return { inline: blockHeader(value), lines: blockBody(value, column) };
  }
  const inline = isScalarValue(value) ? yamlScalar(value) : isJsonList(value) ? "[]" : "{}";
  return { inline, lines: [] };
}

/** `|` and what says how the text ends. */
export function blockHeader(value: string, sign = "|"): string {
  return `${sign}${value.endsWith("\n") ? "" : "-"}`;
}

/** The lines of a block text; blank ones are not indented. */
export function blockBody(value: string, column: number): readonly string[] {
  const text = value.endsWith("\n") ? value.slice(0, -1) : value;
  return text.split("\n").map((line) => (line === "" ? "" : " ".repeat(column) + line));
}

function isEmptyOrScalar(value: JsonValue): boolean {
  return isScalarValue(value) || (isJsonList(value) ? value : Object.keys(value)).length === 0;
}
