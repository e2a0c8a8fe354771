import { type AmiLookupFacts, amiNameLookup, eksLookupParameter } from "@imagewright/aws/lookup";
import {
  type AmiLookupReference,
  type AmiSelectorTerm,
  formatImageReference,
  type ImageReference,
  type Parsed,
  showValue,
  toParsed,
} from "@imagewright/core";

import { amiTerms } from "../ami-terms.ts";
import { karpenterDiagnostics } from "../karpenter-diagnostics.ts";

/**
 * The selector terms that mean what a reference means: an AMI by its id, an SSM parameter, a
 * selector itself, or a lookup of CAPA by its name and owner.
 *
 * @param facts - what a lookup of CAPA is evaluated with
 * @returns refused with `KARPENTER_REFERENCE_LOSSY` for every other kind, and for lookups without
 * facts; a lookup is of one architecture and a term is of all, which a warning says
 * @example
 * ```ts
 * const lookup = { kind: "ami-lookup", format: "node-{{.K8sVersion}}-*", org: "123456789012" } as const;
 * const facts = { kubernetesVersion: "1.34.1", architecture: "arm64" } as const;
 * const terms = selectorTermsOf(lookup, facts);
 * terms.ok && terms.value; // => [{ name: "node-1.34.1-*", owner: "123456789012" }]
 * terms.diagnostics.map(({ code }) => code); // => ["KARPENTER_ALL_ARCHITECTURES"]
 * ```
 */
export function selectorTermsOf(
  reference: ImageReference,
  facts?: AmiLookupFacts,
): Parsed<readonly AmiSelectorTerm[]> {
  const terms = amiTerms(reference);
  if (terms !== undefined) {
    return toParsed(terms);
  }
  if (reference.kind !== "ami-lookup") {
    return lossy("Karpenter selects AMIs only", formatImageReference(reference));
  }
  return facts === undefined
    ? lossy("a lookup needs a version and an architecture", formatImageReference(reference))
    : termsOfLookup(reference, facts);
}

function termsOfLookup(
  lookup: AmiLookupReference,
  facts: AmiLookupFacts,
): Parsed<readonly AmiSelectorTerm[]> {
  const { eksLookupType } = lookup;
  const { kubernetesVersion, architecture: asked } = facts;
  if (eksLookupType !== undefined) {
    const lookedUp = { eksLookupType, kubernetesVersion, architecture: asked };
    const parameter = eksLookupParameter(lookedUp);
    return parameter.ok
      ? toParsed([{ ssmParameter: parameter.value.name }], parameter.diagnostics)
      : parameter;
  }
  const search = amiNameLookup(lookup, facts);
  if (!search.ok) {
    return search;
  }
  const { pattern: name, owner, architecture } = search.value;
  const message = `the lookup means ${architecture}, the term means every architecture`;
  return toParsed(
    [{ name, owner }],
    [karpenterDiagnostics.report("KARPENTER_ALL_ARCHITECTURES", { message })],
  );
}

/**
 * The lookup of CAPA that means what selector terms mean: one term with a name and the account
 * that owns the image.
 *
 * @returns refused with `KARPENTER_REFERENCE_LOSSY` for every other selector
 * @example
 * ```ts
 * const lookup = capaLookupOfTerms([{ name: "node-1.34.1-*", owner: "123456789012" }]);
 * lookup.ok && lookup.value;
 * // => { kind: "ami-lookup", format: "node-1.34.1-*", org: "123456789012" }
 * capaLookupOfTerms([{ tags: { team: "platform" } }]).ok; // => false
 * ```
 */
export function capaLookupOfTerms(terms: readonly AmiSelectorTerm[]): Parsed<AmiLookupReference> {
  const [{ name, owner, ...rest } = {}, ...others] = terms;
  const isPlain = others.length === 0 && Object.keys(rest).length === 0;
  if (!isPlain || name === undefined || owner === undefined) {
    return lossy("a lookup of CAPA has one name, and one owner", showValue(terms));
  }
  if (!/^\d{12}$/u.test(owner)) {
    return lossy("CAPA's owner is an account id", showValue(owner));
  }
  return name.includes("{{")
    ? lossy("CAPA would evaluate the name as a template", showValue(name))
    : toParsed({ kind: "ami-lookup", format: name, org: owner });
}

function lossy(message: string, found: string): Parsed<never> {
  const report = karpenterDiagnostics.report("KARPENTER_REFERENCE_LOSSY", { message, found });
  return { ok: false, diagnostics: [report] };
}
