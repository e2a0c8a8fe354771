import type { JsonObject, JsonValue } from "../json-value.ts";
import {
  assertCarriable,
  isList,
  isPlain,
  maximumDepth,
  numberRefusal,
  type Scalar,
  textRefusal,
} from "./carriable.ts";
import { plainInQuotes, quoteText } from "./quote.ts";

const rules = { sink: "yaml", nulls: true };

/** Words that YAML 1.1 or 1.2 readers take for a boolean, a null or a number. */
const reserved = /^(?:[yn]|no|yes|on|off|inf|nan|true|null|none|false)$/iu;

/** The longest of the words above. */
const longestReserved = 5;

/** Longer text is quoted even if it would pass as it is. */
const longestPlain = 63;

/** The longest key, quotes included, that is written before its colon; readers give up at 1024. */
const longestKey = 1000;

/**
 * One YAML document in block style that YAML 1.1 and 1.2 readers read alike: kubectl and the
 * controllers, PyYAML (cloud-init), the JavaScript libraries.
 *
 * Text is plain where no reader can take it for another type, a literal block (`|`, `|-`) where
 * it has several lines that blocks carry exactly, else double-quoted. No anchors, aliases, tags,
 * or folded text. Keys keep their order.
 *
 * @returns text with one final newline
 * @throws {ImagewrightError} `VALUE_REFUSED` for what YAML readers would alter
 * @example
 * ```ts
 * emitYaml({ version: "1.30", enabled: "yes", replicas: 3 });
 * // => 'version: "1.30"\nenabled: "yes"\nreplicas: 3\n'
 * ```
 */
export function emitYaml(value: JsonValue): string {
  try {
    return typeof value === "string" ? `${textScalar(value)}\n` : node(value, "");
  } catch (error) {
    // The writer only notices that something cannot be carried; this finds and names it.
    assertCarriable(value, rules);
    throw error;
  }
}

/**
 * A stream of documents, separated by `---`.
 *
 * @example
 * ```ts
 * emitYamlDocuments([{ kind: "EC2NodeClass" }, { kind: "NodePool" }]);
 * // => "kind: EC2NodeClass\n---\nkind: NodePool\n"
 * ```
 */
export function emitYamlDocuments(values: readonly JsonValue[]): string {
  return values.map((value) => emitYaml(value)).join("---\n");
}

/**
 * One value on one line, for a template: a plain or double-quoted scalar.
 *
 * @example
 * ```ts
 * yamlScalar("on"); // => '"on"'
 * yamlScalar("two\nlines"); // => '"two\\nlines"'
 * ```
 */
export function yamlScalar(value: Scalar | null): string {
  assertCarriable(value, rules);
  return typeof value === "string" ? textScalar(value) : otherScalar(value);
}

/** A node whose first line is already indented; its other lines start with `indent`. */
function node(value: JsonValue | undefined, indent: string): string {
  if (typeof value === "string") {
    return isBlock(value) ? block(value, indent) : `${textScalar(value)}\n`;
  }
  if (typeof value !== "object" || value === null) {
    return `${otherScalar(value)}\n`;
  }
  if (indent.length >= 2 * maximumDepth) {
    throw new Error("nested too deep");
  }
  return isList(value) ? listLines(value, indent) : mapLines(value, indent);
}

function listLines(list: readonly JsonValue[], indent: string): string {
  if (list.length === 0) {
    return "[]\n";
  }
  const inner = `${indent}  `;
  let lines = "";
  // Counted, so that a hole is met, which an iteration by name would skip.
  for (let index = 0; index < list.length; index += 1) {
    lines += `${index === 0 ? "" : indent}- ${node(list[index], inner)}`;
  }
  return lines;
}

function mapLines(map: JsonObject, indent: string): string {
  if (!isPlain(map)) {
    throw new Error("not plain data");
  }
  const inner = `${indent}  `;
  let lines = "";
  for (const key of Object.keys(map)) {
    const name = textScalar(key);
    // A name beyond the limit is written as an explicit key, with its colon on the next line.
    const start = name.length > longestKey ? `? ${name}\n${indent}:` : `${name}:`;
    lines += `${lines === "" ? "" : indent}${start}${entry(map[key], inner)}`;
  }
  return lines === "" ? "{}\n" : lines;
}

/** What follows a colon: on the same line, or below it if it has entries of its own. */
function entry(value: JsonValue | undefined, indent: string): string {
  const text = node(value, indent);
  const isBelow = typeof value === "object" && value !== null && !isEmpty(text);
  return isBelow ? `\n${indent}${text}` : ` ${text}`;
}

function isEmpty(text: string): boolean {
  return text === "{}\n" || text === "[]\n";
}

/** Plain only where no reader takes the text for anything else. */
function textScalar(text: string): string {
  if (isPlainScalar(text)) {
    return text;
  }
  if (!plainInQuotes.test(text) && textRefusal(text) !== undefined) {
    throw new Error("not carriable text");
  }
  return quoteText(text);
}

function isPlainScalar(text: string): boolean {
  if (text.length > longestPlain || !isLetter(text.charCodeAt(0))) {
    return false;
  }
  for (let index = 1; index < text.length; index += 1) {
    if (!isWordUnit(text.charCodeAt(index))) {
      return false;
    }
  }
  return text.length > longestReserved || !reserved.test(text);
}

/** A-Z and a-z. */
function isLetter(unit: number): boolean {
  return (unit > 0x60 && unit < 0x7b) || (unit > 0x40 && unit < 0x5b);
}

/** Letters, digits, `-`, `.`, `/` and `_`. */
function isWordUnit(unit: number): boolean {
  return isLetter(unit) || (unit > 0x2c && unit < 0x3a) || unit === 0x5f;
}

/** YAML 1.1 sees a number in `1.0e-7`, but text in `1e-7`. */
function otherScalar(value: number | boolean | null | undefined): string {
  if (typeof value === "boolean" || value === null) {
    return String(value);
  }
  if (typeof value !== "number" || numberRefusal(value) !== undefined) {
    throw new Error("not carriable data");
  }
  const digits = String(value);
  return digits.includes("e") && !digits.includes(".") ? digits.replace("e", ".0e") : digits;
}

/** Visible characters, tabs and line feeds only; a first line that fixes the indentation. */
const blockText =
  /^[!-~\u00a1-\u1fff\u2010-\u2027\u2030-\u205e\u2070-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{1fffd}][\t\n -~\u00a1-\u1fff\u2010-\u2027\u2030-\u205e\u2070-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{1fffd}]*$/u;

/** Two line ends at the end, or a line of nothing but blanks: readers differ about those. */
const unsettled = /\n(?:\n$|[\t ]+(?:\n|$))/u;

function isBlock(text: string): boolean {
  return text.includes("\n") && isBlockText(text);
}

/** Whether every reader takes this text, written as a literal block, for the same. */
export function isBlockText(text: string): boolean {
  return blockText.test(text) && !unsettled.test(text);
}

function block(text: string, indent: string): string {
  const body = text.replace(/\n(?!\n|$)/gu, `\n${indent}`);
  return text.endsWith("\n") ? `|\n${indent}${body}` : `|-\n${indent}${body}\n`;
}
