import { isExactNumber } from "./number-text.ts";

/** What an unquoted YAML scalar says, and what is wrong with writing it so. */
export interface PlainReading {
  /** Its value by the YAML 1.2 core schema. */
  readonly value: string | number | boolean | null;
  readonly fault?: "ambiguous" | "inexact" | "not-finite";
}

const words: ReadonlyMap<string, boolean | null> = new Map([
  ...["", "~", "null", "Null", "NULL"].map((word) => [word, null] as const),
  ...["true", "True", "TRUE"].map((word) => [word, true] as const),
  ...["false", "False", "FALSE"].map((word) => [word, false] as const),
]);

/** Booleans of YAML 1.1 (`y` and `n` for Go readers only), and its two special keys. */
const oldWords: ReadonlySet<string> = new Set(
  "y Y n N yes Yes YES no No NO on On ON off Off OFF = <<".split(" "),
);

/** Forms that YAML 1.1 (PyYAML), Go (sigs.k8s.io/yaml) and YAML 1.2 readers read alike. */
const commonNumber =
  /^(?:[-+]?(?:0+[0-7]?|[1-9]\d*)|0x[0-9a-fA-F]+|[-+]?\d+\.\d*(?:[eE][-+]\d+)?|\.\d+(?:[eE][-+]\d+)?)$/u;

/** Forms at least one of them takes for a number, underscores taken out. */
const anyNumber =
  /^(?:[-+]?(?:0[xX][0-9a-fA-F]+|0[bB][-+]?[01]+|0[oO][0-7]+|(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?))$/u;

/** Base 60 as PyYAML reads it: `12:30` is 750. */
const sexagesimal = /^[-+]?(?:[1-9][\d_]*(?::[0-5]?\d)+|\d[\d_]*(?::[0-5]?\d)+\.[\d_]*)$/u;

/** Dates and times as PyYAML reads them. */
const timestamp = /^\d{4}-(?:\d\d-\d\d$|\d\d?-\d\d?(?:[Tt]|[ \t]+)\d)/u;

/** A prefix with underscores only: PyYAML fails on it. */
const noDigits = /^[-+]?0[bx]_+$/u;

const notFinite = /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/u;
const octal = /^0o[0-7]+$/u;
const decimal = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/u;

/**
 * Reads an unquoted scalar by YAML 1.2 and says whether the readers a manifest meets would agree:
 * kubectl and controllers (Go), cloud-init (PyYAML), and YAML 1.2 libraries.
 */
export function readPlainScalar(text: string): PlainReading {
  const word = words.get(text);
  if (word !== undefined) {
    return { value: word };
  }
  if (oldWords.has(text)) {
    return { value: text, fault: "ambiguous" };
  }
  return startsLikeNumber(text) ? readNumberLike(text) : { value: text };
}

function readNumberLike(text: string): PlainReading {
  if (notFinite.test(text)) {
    return { value: text, fault: "not-finite" };
  }
  const value = coreNumber(text);
  if (commonNumber.test(text)) {
    return isExact(text, value) ? { value } : { value, fault: "inexact" };
  }
  return isTrap(text) ? { value, fault: "ambiguous" } : { value };
}

function isTrap(text: string): boolean {
  // `._1` is a text for every reader; `-._1` is not.
  const bare = text.startsWith("._") ? text : text.replaceAll("_", "");
  return [sexagesimal, timestamp, noDigits].some((form) => form.test(text)) || anyNumber.test(bare);
}

function coreNumber(text: string): string | number {
  if (decimal.test(text) || /^0x[0-9a-fA-F]+$/u.test(text)) {
    return Number(text);
  }
  return octal.test(text) ? Number.parseInt(text.slice(2), 8) : text;
}

function isExact(text: string, value: string | number): boolean {
  if (typeof value === "string") {
    return true;
  }
  return text.startsWith("0x") ? Number.isSafeInteger(value) : isExactNumber(text, value);
}

function startsLikeNumber(text: string): boolean {
  const unit = text.charCodeAt(0);
  return (unit >= 0x30 && unit <= 0x39) || unit === 0x2b || unit === 0x2d || unit === 0x2e;
}
