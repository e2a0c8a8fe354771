import type { Scalar } from "../emit/carriable.ts";
import { shellWord } from "../emit/shell-words.ts";
import { carriedText } from "./escape-plain.ts";

/** A word, or a part of one beside plain literal text. */
export function shellWordPart(value: Scalar): string {
  return typeof value === "string" ? shellWord(value) : carriedText(value, "shell");
}

/** A part of a word in which bare text could mean something: always between quotes. */
export function shellQuoted(value: Scalar): string {
  return `'${shellSingle(value)}'`;
}

/** Between single quotes. */
export function shellSingle(value: Scalar): string {
  return carriedText(value, "shell").replaceAll("'", "'\\''");
}

/** Between double quotes. */
export function shellDouble(value: Scalar): string {
  return carriedText(value, "shell").replace(/[\\"$`]/gu, "\\$&");
}

/** In a here-document whose delimiter is bare. */
export function shellHere(value: Scalar): string {
  return carriedText(value, "shell").replace(/[\\$`]/gu, "\\$&");
}
