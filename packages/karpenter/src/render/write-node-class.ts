import {
  type AmiSelectorTerm,
  type Diagnostic,
  type FoundReference,
  hasErrors,
  isJsonObject,
  type JsonObject,
  ownValue,
  type Parsed,
  toJsonValue,
  toParsed,
} from "@imagewright/core";

import { familyOfAlias } from "../ami-family.ts";
import { amiTerms } from "../ami-terms.ts";
import { checkFieldsKnown } from "../api-fields.ts";
import { karpenterDiagnostics } from "../karpenter-diagnostics.ts";
import { nodeClassKinds } from "../objects/object-kinds.ts";
import { without } from "../objects/parse-model.ts";
import { checkAmiTerms } from "../rules/check-ami-terms.ts";
import { readTerms } from "../selector-terms.ts";
import { refused } from "./write-findings.ts";

/** An EC2NodeClass with another image. */
export function writeNodeClass(
  object: JsonObject,
  found: FoundReference,
  generation: "v1" | "v1beta1",
): Parsed<JsonObject> {
  const terms = amiTerms(found.reference);
  const spec = ownValue(object, "spec");
  if (terms === undefined || !isJsonObject(spec)) {
    return refused("KARPENTER_WRITE_FORM", "Karpenter cannot select by this reference", found);
  }
  const amiSelectorTerms = toJsonValue(terms);
  const unknown = checkFieldsKnown({ spec: { amiSelectorTerms } }, nodeClassKinds[generation]);
  const [first] = unknown;
  if (first !== undefined) {
    return refused("KARPENTER_WRITE_FORM", first.message, found);
  }
  const pointerOf = (index?: number): string =>
    index === undefined ? found.pointer : `${found.pointer}/${index}`;
  const judged = checkAmiTerms(terms, { pointerOf }).filter(({ severity }) => severity === "error");
  if (hasErrors(judged)) {
    return { ok: false, diagnostics: judged };
  }
  const { family, diagnostics } = familyAfter(spec, terms);
  const after = { ...spec, amiSelectorTerms };
  const isKept = family === ownValue(spec, "amiFamily");
  const named = family === undefined ? {} : { amiFamily: family };
  const written = isKept ? after : { ...without(after, "amiFamily"), ...named };
  return toParsed({ ...object, spec: written }, diagnostics);
}

/** The family the class has to name: the alias's own may be left out, every other is needed. */
function familyAfter(
  spec: JsonObject,
  terms: readonly AmiSelectorTerm[],
): { readonly family: string | undefined; readonly diagnostics: readonly Diagnostic[] } {
  const named = ownValue(spec, "amiFamily");
  const family = typeof named === "string" ? named : undefined;
  const before = aliasFamily(readTerms(ownValue(spec, "amiSelectorTerms"), "").terms);
  const after = aliasFamily(terms);
  const pointer = "/spec/amiFamily";
  if (after === undefined && family === undefined && before !== undefined) {
    const message = `the class boots as ${before}, as its alias said`;
    const code = "KARPENTER_FAMILY_WRITTEN";
    return {
      family: before,
      diagnostics: [karpenterDiagnostics.report(code, { message, pointer, expected: before })],
    };
  }
  if (after !== undefined && family !== undefined && family !== after && family !== "Custom") {
    const message = `the class booted as ${family}, the alias is of the family ${after}`;
    const code = "KARPENTER_FAMILY_REMOVED";
    return {
      family: undefined,
      diagnostics: [karpenterDiagnostics.report(code, { message, pointer, found: family })],
    };
  }
  return { family, diagnostics: [] };
}

function aliasFamily(terms: readonly AmiSelectorTerm[]): string | undefined {
  const alias = terms.find((term) => term.alias !== undefined)?.alias;
  return alias === undefined ? undefined : familyOfAlias(alias)?.name;
}
