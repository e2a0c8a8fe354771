import type { Diagnostic, ManifestRule } from "@imagewright/core";

import { karpenterDiagnostics } from "../karpenter-diagnostics.ts";
import { checkAmiTerms } from "../rules/check-ami-terms.ts";
import { classGroup, classKinds, requireClass } from "./class-view.ts";

/** AMI selectors that Karpenter reads in part, stumbles over, or that choose another image tomorrow. */
export const amiSelector: ManifestRule = {
  group: classGroup,
  kinds: classKinds,
  check(context) {
    const { terms, generation, selectorPointer, spec, family } = requireClass(context);
    const { kubernetes } = context.targetVersions;
    if (terms !== undefined) {
      const pointerOf = (index?: number): string =>
        index === undefined || generation === "alpha"
          ? selectorPointer
          : `${selectorPointer}/${index}`;
      const found = checkAmiTerms(terms, { kubernetes, pointerOf });
      // Terms of a map share its place: one finding of a kind is enough.
      return generation === "alpha" ? firstOfEachKind(found) : found;
    }
    const message = `the newest image of ${family ?? "the family"} is meant, whichever that is`;
    return generation === "v1" || "launchTemplate" in spec
      ? []
      : [
          karpenterDiagnostics.report("KARPENTER_AMI_LATEST", {
            message,
            pointer: "/spec/amiFamily",
            hint: "Name the image by `amiSelectorTerms`, or `amiSelector` in v1alpha1.",
          }),
        ];
  },
};

function firstOfEachKind(found: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...Map.groupBy(found, ({ code }) => code).values()].flatMap(([first]) => first ?? []);
}
