import {
  type Diagnostic,
  type FoundReference,
  type JsonObject,
  type JsonValue,
  ownValue,
  type Parsed,
  toParsed,
} from "@imagewright/core";

import { referenceOfTerms } from "../ami-terms.ts";
import { karpenterDiagnostics } from "../karpenter-diagnostics.ts";
import { readTerms } from "../selector-terms.ts";

/** Where the images of an EC2NodeClass stand. */
const termsPointer = "/spec/amiSelectorTerms";

/** The image of an EC2NodeClass, v1 or v1beta1. */
export function readNodeClass(spec: JsonObject): Parsed<readonly FoundReference[]> {
  const value = ownValue(spec, "amiSelectorTerms");
  if (value === undefined) {
    return toParsed([], [impliedImage("amiFamily", ownValue(spec, "amiFamily"))]);
  }
  const { terms, diagnostics } = readTerms(value, termsPointer);
  return toParsed([{ pointer: termsPointer, reference: referenceOfTerms(terms) }], diagnostics);
}

/** The finding of an object that leaves the choice of an image to Karpenter. */
export function impliedImage(field: string, family: JsonValue | undefined): Diagnostic {
  const name = typeof family === "string" ? family : "the default family";
  return karpenterDiagnostics.report("KARPENTER_IMAGE_IMPLIED", {
    message: `the newest image of ${name} is meant`,
    pointer: `/spec/${field}`,
  });
}
