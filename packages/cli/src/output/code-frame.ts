import type { SourceLocation } from "@imagewright/core";

import type { Palette } from "./colour.ts";
import { displayWidth } from "./display-width.ts";
import { hideSecrets, safeText } from "./safe-text.ts";

/** Characters of a long line that are shown around the place in question. */
const before = 60;
const after = 40;
const context = 2000;

/**
 * The line a location is in, with a caret below the column; empty if the text has no such line.
 *
 * @param text - what was read from the location's file
 */
export function codeFrame(
  text: string,
  { line, column }: SourceLocation,
  palette: Palette,
): string {
  const whole = lineAt(text, line);
  if (whole === undefined) {
    return "";
  }
  // What is shown, and enough around it for a secret to be known by its name.
  const skipped = Math.max(0, column - 1 - context);
  const hidden = hideSecrets(whole.slice(skipped, column - 1 + context));
  const at = Math.min(column - 1 - skipped, hidden.length);
  const start = at > before + after ? at - before : 0;
  const end = Math.max(at + after, before + after);
  const left = `${skipped + start > 0 ? "…" : ""}${show(hidden.slice(start, at))}`;
  const right = `${show(hidden.slice(at, end))}${hidden.length > end ? "…" : ""}`;
  const number = String(line).padStart(4);
  const blank = " ".repeat(number.length);
  const bar = palette.faint("|");
  return [
    `${palette.faint(number)} ${bar} ${left}${right}`.trimEnd(),
    `${blank} ${bar} ${" ".repeat(displayWidth(left))}${palette.error("^")}`,
  ].join("\n");
}

/** A tab can be seen, and takes one column, so that the caret stays below its character. */
function show(text: string): string {
  return safeText(text.replaceAll("\t", "→"));
}

/** The lines of a text end as its reader saw them end: LF, CRLF, or a lone CR. */
function lineAt(text: string, line: number): string | undefined {
  let from = 0;
  for (let number = 1; number < line; number += 1) {
    const next = text.indexOf("\n", from);
    if (next < 0) {
      return undefined;
    }
    from = next + 1;
  }
  const end = text.indexOf("\n", from);
  return text.slice(from, end < 0 ? text.length : end).replace(/\r$/u, "");
}
