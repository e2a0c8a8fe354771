import {
  type AmiSelectorTerm,
  type JsonObject,
  type Parsed,
  showValue,
  toParsed,
} from "@imagewright/core";

import { karpenterDiagnostics } from "../karpenter-diagnostics.ts";
import { mapOfTerms, termsOfMap, tooManyTerms } from "../objects/selector-map.ts";

/**
 * The `amiSelector` of v1alpha1 that means what selector terms mean. One map means every
 * combination of its values; its ids are spelt `aws-ids`, as every version knows them.
 *
 * @returns refused with `KARPENTER_SELECTOR_MAP` for terms that are not all combinations, for
 * values with a comma, and for aliases and SSM parameters
 * @example
 * ```ts
 * const map = amiSelectorMap([
 *   { name: "nodes", owner: "self" },
 *   { name: "nodes", owner: "amazon" },
 * ]);
 * map.ok && map.value; // => { "aws::owners": "self,amazon", "aws::name": "nodes" }
 * amiSelectorMap([{ alias: "al2@latest" }]).ok; // => false
 * ```
 */
export function amiSelectorMap(terms: readonly AmiSelectorTerm[]): Parsed<JsonObject> {
  const newer = terms.find((term) => term.alias !== undefined || term.ssmParameter !== undefined);
  const selector =
    newer === undefined
      ? mapOfTerms(terms)
      : { fault: "v1alpha1 has neither aliases nor SSM parameters" };
  if ("map" in selector) {
    return toParsed(selector.map);
  }
  const facts = { message: selector.fault, found: showValue(newer ?? terms) };
  return { ok: false, diagnostics: [karpenterDiagnostics.report("KARPENTER_SELECTOR_MAP", facts)] };
}

/**
 * The terms an `amiSelector` of v1alpha1 means: a comma list means alternatives, and each
 * combination is a term.
 *
 * @returns refused with `KARPENTER_SELECTOR_MAP` for more combinations than can be listed
 * @example
 * ```ts
 * const terms = amiSelectorTermsOfMap({ "aws::ids": "ami-1, ami-2" });
 * terms.ok && terms.value; // => [{ id: "ami-1" }, { id: "ami-2" }]
 * ```
 */
export function amiSelectorTermsOfMap(selector: {
  readonly [key: string]: string;
}): Parsed<readonly AmiSelectorTerm[]> {
  const terms = termsOfMap(selector);
  const facts = { message: tooManyTerms, found: showValue(selector) };
  return terms === undefined
    ? { ok: false, diagnostics: [karpenterDiagnostics.report("KARPENTER_SELECTOR_MAP", facts)] }
    : toParsed(terms);
}
