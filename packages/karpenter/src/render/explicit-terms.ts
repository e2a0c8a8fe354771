import type { AmiSelectorTerm } from "@imagewright/core";

import { familyOfAlias } from "../ami-family.ts";

/**
 * The terms that are written before v1: the newest image of a family is what a class without
 * terms means, and no term says so.
 */
export function explicitTerms(
  terms: readonly AmiSelectorTerm[],
): readonly AmiSelectorTerm[] | undefined {
  const [term, ...others] = terms;
  const isLatest = others.length === 0 && term?.alias?.endsWith("@latest") === true;
  return isLatest && familyOfAlias(term.alias) !== undefined ? undefined : terms;
}
