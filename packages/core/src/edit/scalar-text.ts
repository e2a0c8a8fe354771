import { quoteText } from "../emit/quote.ts";
import { yamlScalar } from "../emit/yaml.ts";
import type { JsonValue } from "../json-value.ts";
import { readPlainScalar } from "../read/plain-scalar.ts";
import type { ScalarStyle } from "./layout.ts";

/** A value that has no entries. */
export type ScalarValue = string | number | boolean | null;

/**
 * A scalar on one line, in the style of the one it replaces wherever every reader takes that for
 * the same text; else as `emitYaml` writes it.
 */
export function scalarText(value: ScalarValue, style?: ScalarStyle, inBrackets = false): string {
  if (typeof value !== "string") {
    return yamlScalar(value);
  }
  switch (style) {
    case "plain":
      return isPlain(value, inBrackets) ? value : yamlScalar(value);
    case "single":
      return isSingle(value) ? `'${value.replaceAll("'", "''")}'` : quoteText(value);
    case "double":
      return quoteText(value);
    case undefined:
      return yamlScalar(value);
  }
}

/** Whether a value has no entries to be written below or beside it. */
export function isScalarValue(value: JsonValue): value is ScalarValue {
  return typeof value !== "object" || value === null;
}

/** Words of signs that mean nothing in YAML; a colon does not end one. */
const plainWords =
  /^[A-Za-z0-9_./](?:[\w./@+~%=-]|:(?=[\w./@+~%=-]))*(?: (?:[\w./@+~%=-]|:(?=[\w./@+~%=-]))+)*$/u;

function isPlain(text: string, inBrackets: boolean): boolean {
  if (text.length > 1000 || !plainWords.test(text) || (inBrackets && text.includes(":"))) {
    return false;
  }
  const { value, fault } = readPlainScalar(text);
  return value === text && fault === undefined && !text.startsWith("...");
}

/** Visible characters and spaces, on one line. */
const singleText =
  /^[ -~\u00a1-\u1fff\u2010-\u2027\u2030-\u205e\u2070-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{1fffd}]*$/u;

function isSingle(text: string): boolean {
  return singleText.test(text);
}
