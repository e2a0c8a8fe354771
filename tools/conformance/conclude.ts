import { type ExpectedRefusal, staleRefusals } from "./expected-refusals.ts";
import type { SetResult } from "./run-conformance.ts";

/** What all results together say. */
export interface Conclusion {
  readonly ok: boolean;
  /** Expected refusals that nothing has met. */
  readonly stale: readonly string[];
}

/**
 * Whether the results conform: nothing is refused unexpectedly, no artifact is nobody's, no
 * expected refusal is stale; and nothing is skipped, where it could have been judged.
 *
 * @param isStrict - on CI, where nothing may be skipped for any reason
 */
export function conclude(
  results: readonly SetResult[],
  expected: readonly ExpectedRefusal[],
  { hasUpstream, isStrict }: { readonly hasUpstream: boolean; readonly isStrict: boolean },
): Conclusion {
  const met = results.flatMap((result) => result.expected);
  const present = new Set(results.flatMap(({ artifacts }) => artifacts));
  const isWhole = results.every(({ skipped }) => skipped.length === 0);
  // A judge that is not there meets nothing.
  const stale = isWhole ? staleRefusals(expected, met, present) : [];
  const isGood = results.every(({ refused, unjudged }) => refused.length + unjudged.length === 0);
  const mayLack = !hasUpstream && !isStrict;
  return { ok: isGood && stale.length === 0 && (mayLack || (isWhole && hasUpstream)), stale };
}
