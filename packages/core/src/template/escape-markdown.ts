import type { Scalar } from "../emit/carriable.ts";
import { valueRefused } from "../error.ts";
import { carriedText } from "./escape-plain.ts";

/** Running text: line ends become blanks, everything else is shown as it is. */
export function markdownText(value: Scalar): string {
  return carriedText(value, "markdown")
    .replace(/\r\n|[\n\r\u2028\u2029]/gu, " ")
    .replace(/[\\`*_[\]<>#|!&~{}]/gu, "\\$&")
    .replace(/^[-+=]/u, "\\$&")
    .replace(/^(\d+)([.)])/u, "$1\\$2")
    .replace(/^[ \t]/u, (blank) => (blank === " " ? "&#32;" : "&#9;"));
}

/** The address of a link. */
export function markdownLink(value: Scalar): string {
  const text = carriedText(value, "markdown");
  if (!/^[^\s()<>\\&*_"'`[\]\p{Cc}]+$/u.test(text)) {
    throw refused("the address of a link holds no blanks, brackets, quotes, `&`, `*`, `_`");
  }
  return text;
}

/** Between backticks. */
export function markdownSpan(value: Scalar): string {
  const text = carriedText(value, "markdown");
  if (/[`\n\r]/u.test(text)) {
    throw refused("code in a line holds no backticks and no line ends");
  }
  return text;
}

/** Inside a fenced code block: a line that looks like a fence would end it. */
export function markdownFence(value: Scalar): string {
  const text = carriedText(value, "markdown");
  if (/(?:`{3}|~{3})/u.test(text)) {
    throw refused("the value holds the fence of the code block it stands in");
  }
  return text;
}

function refused(reason: string): Error {
  return valueRefused("markdown", "", reason);
}
