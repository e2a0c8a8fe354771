import type { Scalar } from "../emit/carriable.ts";
import { shellWord } from "../emit/shell-words.ts";
import { carriedText } from "./escape-plain.ts";

/** Text that is the same in and out of quotes: most values, and quickly seen. */
const harmless = /^[A-Za-z0-9_/:=.,@%+-]+$/;

function isHarmless(value: Scalar): value is string {
  return typeof value === "string" && harmless.test(value);
}

/** A word, or a part of one beside plain literal text. */
export function shellWordPart(value: Scalar): string {
  if (isHarmless(value)) {
    return value;
  }
  return typeof value === "string" ? shellWord(value) : carriedText(value, "shell");
}

/** A part of a word in which bare text could mean something: always between quotes. */
export function shellQuoted(value: Scalar): string {
  return `'${shellSingle(value)}'`;
}

/** Between single quotes. */
export function shellSingle(value: Scalar): string {
  return isHarmless(value) ? value : carriedText(value, "shell").replaceAll("'", "'\\''");
}

/** Between double quotes. */
export function shellDouble(value: Scalar): string {
  return isHarmless(value) ? value : carriedText(value, "shell").replace(/[\\"$`]/gu, "\\$&");
}

/** In a here-document whose delimiter is bare. */
export function shellHere(value: Scalar): string {
  return isHarmless(value) ? value : carriedText(value, "shell").replace(/[\\$`]/gu, "\\$&");
}

/** In a here-document whose delimiter is quoted: nothing means anything there. */
export function shellHereQuoted(value: Scalar): string {
  return isHarmless(value) ? value : carriedText(value, "shell");
}
