import { readFileSync } from "node:fs";
import { resolve } from "node:path";

import type { Refusal } from "./run-conformance.ts";

/** Refusals that are right, all for the same reason: the artifacts are at fault, not we. */
export interface ExpectedRefusal {
  /** What is wrong with the artifacts. */
  readonly reason: string;
  readonly judge: string;
  /** Every reason of such a verdict holds one of these texts. */
  readonly says: readonly string[];
  readonly paths: readonly string[];
}

/** The table of refusals that are right. */
export function expectedRefusals(): readonly ExpectedRefusal[] {
  const path = resolve(import.meta.dirname, "../conformance-exceptions.json");
  // One annotation: the table is ours.
  const table = JSON.parse(readFileSync(path, "utf8")) as {
    readonly refusals: readonly ExpectedRefusal[];
  };
  return table.refusals;
}

/** Whether a verdict is what an entry expects, and says nothing beyond it. */
export function isExpected(entry: ExpectedRefusal, { judge, path, reasons }: Refusal): boolean {
  return (
    entry.judge === judge &&
    entry.paths.includes(path) &&
    reasons.every((reason) => entry.says.some((text) => reason.includes(text)))
  );
}

/**
 * Entries, path by path, that no verdict has met: they hide nothing any more.
 *
 * @param present - paths of all artifacts; upstream's files may be there in part
 */
export function staleRefusals(
  entries: readonly ExpectedRefusal[],
  met: readonly Refusal[],
  present: ReadonlySet<string>,
): readonly string[] {
  const isMet = (entry: ExpectedRefusal, path: string): boolean =>
    met.some((verdict) => verdict.path === path && isExpected(entry, verdict));
  return entries.flatMap((entry) =>
    entry.paths
      .filter((path) => present.has(path) && !isMet(entry, path))
      .map((path) => `${entry.judge}: ${path}`),
  );
}
