import {
  type Diagnostic,
  formatPointer,
  type FoundReference,
  isJsonObject,
  type JsonObject,
  ownValue,
  type Parsed,
  toParsed,
} from "@imagewright/core";

import { referenceOfTerms } from "../ami-terms.ts";
import { checkAmiId } from "../check-ami-id.ts";
import { karpenterDiagnostics } from "../karpenter-diagnostics.ts";
import { isIdKey, termsOfMap, tooManyTerms } from "../objects/selector-map.ts";
import { malformed } from "../selector-terms.ts";
import { impliedImage } from "./read-node-class.ts";

/** Where the images of an AWSNodeTemplate stand. */
const selectorPointer = "/spec/amiSelector";

/** The image of an AWSNodeTemplate v1alpha1, as the terms of today's selector. */
export function readNodeTemplate(spec: JsonObject): Parsed<readonly FoundReference[]> {
  const template = ownValue(spec, "launchTemplate");
  if (typeof template === "string") {
    return toParsed([], [imageInTemplate(template, "/spec/launchTemplate")]);
  }
  const selector = ownValue(spec, "amiSelector");
  if (selector === undefined) {
    return toParsed([], [impliedImage("amiFamily", ownValue(spec, "amiFamily"))]);
  }
  return isJsonObject(selector)
    ? readSelector(selector)
    : {
        ok: false,
        diagnostics: [malformed(selectorPointer, "amiSelector is no map", selector)],
      };
}

/** What a Provisioner v1alpha5 says of its image: nothing, but perhaps where it is. */
export function readProvisioner(spec: JsonObject): Parsed<readonly FoundReference[]> {
  const provider = ownValue(spec, "provider");
  if (!isJsonObject(provider)) {
    return toParsed([]);
  }
  const template = ownValue(provider, "launchTemplate");
  return typeof template === "string"
    ? toParsed([], [imageInTemplate(template, "/spec/provider/launchTemplate")])
    : toParsed([], [impliedImage("provider/amiFamily", ownValue(provider, "amiFamily"))]);
}

function imageInTemplate(name: string, pointer: string): Diagnostic {
  const message = `the image is in the launch template ${name}`;
  return karpenterDiagnostics.report("KARPENTER_IMAGE_IN_TEMPLATE", { message, pointer });
}

function readSelector(selector: JsonObject): Parsed<readonly FoundReference[]> {
  const diagnostics: Diagnostic[] = [];
  const texts = new Map<string, string>();
  for (const [key, value] of Object.entries(selector)) {
    const pointer = `${selectorPointer}${formatPointer([key])}`;
    if (typeof value !== "string" || value === "") {
      diagnostics.push(malformed(pointer, "a selector's value is text", value));
      continue;
    }
    texts.set(key, value);
    if (isIdKey(key)) {
      for (const id of idsOf(value)) {
        diagnostics.push(...checkAmiId(id, pointer));
      }
    }
  }
  const terms = termsOfMap(Object.fromEntries(texts));
  if (terms === undefined) {
    return {
      ok: false,
      diagnostics: [...diagnostics, malformed(selectorPointer, tooManyTerms, selector)],
    };
  }
  if (terms.some((term) => term.id !== undefined && Object.keys(term).length > 1)) {
    diagnostics.push(malformed(selectorPointer, "ids are not alone in the selector", selector));
  }
  if (Object.keys(selector).length === 0) {
    diagnostics.push(malformed(selectorPointer, "the selector says nothing", selector));
  }
  return toParsed([{ pointer: selectorPointer, reference: referenceOfTerms(terms) }], diagnostics);
}

function idsOf(value: string): readonly string[] {
  return value.split(",").map((id) => id.trim());
}
