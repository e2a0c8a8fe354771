import {
  type FoundReference,
  isJsonObject,
  type JsonObject,
  ownValue,
  type Parsed,
  toParsed,
} from "@imagewright/core";

import { amiTerms } from "../ami-terms.ts";
import { isIdKey, mapOfTerms } from "../objects/selector-map.ts";
import { refused } from "./write-findings.ts";

/** An AWSNodeTemplate with another image, in the spelling of ids that it has. */
export function writeNodeTemplate(object: JsonObject, found: FoundReference): Parsed<JsonObject> {
  const terms = amiTerms(found.reference);
  const spec = ownValue(object, "spec");
  if (terms === undefined || !isJsonObject(spec)) {
    return refused("KARPENTER_WRITE_FORM", "Karpenter cannot select by this reference", found);
  }
  if (terms.some(({ alias, ssmParameter }) => alias !== undefined || ssmParameter !== undefined)) {
    const message = "v1alpha1 has neither aliases nor SSM parameters";
    const hint = "Give an AMI id, or remove `amiSelector` to mean the newest of `amiFamily`.";
    return refused("KARPENTER_WRITE_FORM", message, found, hint);
  }
  const selector = mapOfTerms(terms);
  if ("fault" in selector) {
    return refused("KARPENTER_WRITE_FORM", selector.fault, found);
  }
  const amiSelector = respelt(selector.map, ownValue(spec, "amiSelector"));
  return toParsed({ ...object, spec: { ...spec, amiSelector } });
}

function respelt(map: JsonObject, before: unknown): JsonObject {
  const key = isJsonObject(before) ? Object.keys(before).find((one) => isIdKey(one)) : undefined;
  return key === undefined
    ? map
    : Object.fromEntries(
        Object.entries(map).map(([name, value]) => [isIdKey(name) ? key : name, value]),
      );
}
