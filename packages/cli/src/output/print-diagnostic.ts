import type { Diagnostic, Severity } from "@imagewright/core";

import { codeFrame } from "./code-frame.ts";
import type { Palette } from "./colour.ts";
import { hideSecrets, safeText, secretName } from "./safe-text.ts";

/** Longest fact that is shown whole, in characters. */
const longest = 400;

/** One finding for people: place, message, the line in question, the facts and the hint. */
export function printDiagnostic(
  diagnostic: Diagnostic,
  sources: ReadonlyMap<string, string>,
  palette: Palette,
): string {
  const { source, severity, code, message, found, expected, hint } = diagnostic;
  const place =
    source === undefined
      ? "imagewright"
      : `${safeText(source.file)}:${source.line}:${source.column}`;
  const text = source === undefined ? undefined : sources.get(source.file);
  const frame = source === undefined || text === undefined ? "" : codeFrame(text, source, palette);
  const title = palette[severity](`${severity} ${code}`);
  const lines = [
    `${palette.strong(place)}: ${title}: ${clean(message)}`,
    ...(frame === "" ? [] : [frame]),
    ...(found === undefined ? [] : [`  found: ${clean(found)}`]),
    ...(expected === undefined ? [] : [`  expected: ${clean(expected)}`]),
    `  hint: ${clean(hint)}`,
  ];
  return `${lines.join("\n")}\n`;
}

/** A diagnostic that may leave the program: nothing in it looks like a secret. */
export function withoutSecrets(diagnostic: Diagnostic): Diagnostic {
  const { code, message, pointer, found, expected, hint } = diagnostic;
  const isAboutKey = code.endsWith("_KEY");
  const isSecret = secretName.test(pointer.slice(pointer.lastIndexOf("/") + 1)) && !isAboutKey;
  return {
    ...diagnostic,
    message: hideSecrets(message),
    ...(found !== undefined && {
      found: isSecret ? "a value that is not shown" : hideSecrets(found),
    }),
    ...(expected !== undefined && { expected: hideSecrets(expected) }),
    hint: hideSecrets(hint),
  };
}

/**
 * Findings as they are reported: each once, even if several targets of one image made it; those
 * without a place first, the others by file, line and column.
 *
 * @param order - names of files in their order; others follow as they first appear
 */
export function arrangeDiagnostics(
  diagnostics: readonly Diagnostic[],
  order: readonly string[] = [],
): readonly Diagnostic[] {
  const unique = new Map(diagnostics.map((diagnostic) => [JSON.stringify(diagnostic), diagnostic]));
  const files = new Set([...order, ...diagnostics.flatMap(({ source }) => source?.file ?? [])]);
  const ranks = new Map([...files].map((file, index) => [file, index]));
  const rank = ({ source }: Diagnostic): readonly [number, number, number] =>
    source === undefined ? [-1, 0, 0] : [ranks.get(source.file) ?? -1, source.line, source.column];
  return [...unique.values()].toSorted((a, b) => {
    const [left, right] = [rank(a), rank(b)];
    return left[0] - right[0] || left[1] - right[1] || left[2] - right[2];
  });
}

/** How many findings of each severity there are. */
export type FindingCounts = Readonly<Record<Severity, number>>;

const noFindings: FindingCounts = { error: 0, warning: 0, info: 0 };

/** Counts findings, beside those that were counted before. */
export function countFindings(
  diagnostics: readonly Diagnostic[],
  before: FindingCounts = noFindings,
): FindingCounts {
  const counts = { ...before };
  for (const { severity } of diagnostics) {
    counts[severity] += 1;
  }
  return counts;
}

/** How many of each severity there are: `2 errors, 1 warning`; empty where there are none. */
export function showCounts(counts: FindingCounts): string {
  const severities: readonly Severity[] = ["error", "warning", "info"];
  return severities
    .filter((severity) => counts[severity] > 0)
    .map((severity) => plural(counts[severity], severity === "info" ? "note" : severity))
    .join(", ");
}

/** A count with its noun: `1 file`, `2 files`. */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

function clean(text: string): string {
  const safe = safeText(text);
  return safe.length <= longest ? safe : `${safe.slice(0, longest - 1)}…`;
}
