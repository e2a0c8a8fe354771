import type { Diagnostic, ManifestRuleContext } from "@imagewright/core";

import { type ObjectReferenceField, objectReferences } from "../reference/object-references.ts";
import { findReferenced } from "./find-referenced.ts";
import { clusterApiDiagnostics } from "./lint-diagnostics.ts";
import { referringKinds, rulesFor } from "./rules-for.ts";

/** References to objects that are not there. */
export const referenceTargetRules = rulesFor(referringKinds, (context) =>
  objectReferences(context.object).flatMap((field) => check(field, context)),
);

function check(
  { pointer, reference }: ObjectReferenceField,
  { object, manifests }: ManifestRuleContext,
): readonly Diagnostic[] {
  if (reference === undefined || findReferenced(manifests, object, reference) !== undefined) {
    return [];
  }
  const { group, kind, name } = reference;
  const others = manifests.ofKind(group, kind).length;
  const isMissing = others > 0;
  const place = isMissing ? "there, though others of its kind are" : "among the manifests";
  return [
    clusterApiDiagnostics.report(isMissing ? "CAPI_REFERENCE_DANGLING" : "CAPI_REFERENCE_OUTSIDE", {
      message: `${kind} ${name} is not ${place}`,
      pointer,
    }),
  ];
}
