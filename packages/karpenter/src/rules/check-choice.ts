import {
  checkImageChoice,
  type Diagnostic,
  hasErrors,
  type ImageChoice,
  type ImageReference,
  type ImageReferenceKind,
  parseImageReference,
} from "@imagewright/core";

import { karpenterDiagnostics } from "../karpenter-diagnostics.ts";

/** Every problem of which image an entry means. */
export function checkChoice(
  choice: ImageChoice,
  kinds: readonly ImageReferenceKind[],
  pointer: string,
): readonly Diagnostic[] {
  const message = "the reference would win over the pinned record";
  return [
    ...checkImageChoice(choice, kinds, pointer),
    ...(choice.reference !== undefined && choice.imageRecord !== undefined
      ? [
          karpenterDiagnostics.report("KARPENTER_CHOICE_TWICE", {
            message,
            pointer: `${pointer}/imageRecord`,
          }),
        ]
      : []),
  ];
}

/** An AMI id holds in one region only, which has to be the cluster's. */
export function checkRegion(
  reference: ImageReference | undefined,
  region: string | undefined,
  pointer: string,
): readonly Diagnostic[] {
  if (reference?.kind !== "ami" || reference.region === undefined) {
    return [];
  }
  const message = `the AMI is in ${reference.region}, the cluster is in ${region}`;
  return region === undefined || region === reference.region
    ? []
    : [
        karpenterDiagnostics.report("KARPENTER_REGION_MISMATCH", {
          message,
          pointer,
          found: reference.region,
          expected: region,
        }),
      ];
}

/** The reference an entry gives, if it gives one that its kind of object can carry. */
export function givenReference(
  choice: ImageChoice,
  kinds: readonly ImageReferenceKind[],
): ImageReference | undefined {
  if (choice.reference === undefined || hasErrors(checkImageChoice(choice, kinds, ""))) {
    return undefined;
  }
  const parsed = parseImageReference(choice.reference);
  return parsed.ok ? parsed.value : undefined;
}
