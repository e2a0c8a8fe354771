import {
  type AmiSelectorTerm,
  type Diagnostic,
  formatPointer,
  type FoundReference,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  ownValue,
  type Parsed,
  toParsed,
} from "@imagewright/core";

import { referenceOfTerms } from "../ami-terms.ts";
import { checkAmiId } from "../check-ami-id.ts";
import { karpenterDiagnostics } from "../karpenter-diagnostics.ts";
import { impliedImage, malformed } from "./read-node-class.ts";

const at = "/spec/amiSelector";

/** Keys of an `amiSelector` that are no tags, in the order their combinations are made. */
const special = new Map<string, "id" | "name" | "owner">([
  ["aws::owners", "owner"],
  ["aws-ids", "id"],
  ["aws::ids", "id"],
  ["aws::name", "name"],
]);

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
    : { ok: false, diagnostics: [malformed(at, "amiSelector is no map", selector)] };
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

/** A comma list means alternatives; each combination is a term. */
function readSelector(selector: JsonObject): Parsed<readonly FoundReference[]> {
  const diagnostics: Diagnostic[] = [];
  let terms: readonly AmiSelectorTerm[] = [{}];
  for (const [key, value] of orderedEntries(selector)) {
    const pointer = `${at}${formatPointer([key])}`;
    if (typeof value !== "string" || value === "") {
      diagnostics.push(malformed(pointer, "a selector's value is text", value));
      continue;
    }
    const values = value.split(",").map((part) => part.trim());
    terms = terms.flatMap((term) => values.map((part) => extend(term, key, part)));
    if (special.get(key) === "id") {
      diagnostics.push(...values.flatMap((id) => checkAmiId(id, pointer)));
    }
  }
  if (terms.some((term) => term.id !== undefined && Object.keys(term).length > 1)) {
    diagnostics.push(malformed(at, "ids stand alone in a selector", selector));
  }
  if (Object.keys(selector).length === 0) {
    diagnostics.push(malformed(at, "the selector says nothing", selector));
  }
  return toParsed([{ pointer: at, reference: referenceOfTerms(terms) }], diagnostics);
}

function orderedEntries(selector: JsonObject): readonly (readonly [string, JsonValue])[] {
  const order = [...special.keys()];
  const rank = (key: string): number => (special.has(key) ? order.indexOf(key) : order.length);
  return Object.entries(selector).toSorted(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

function extend(term: AmiSelectorTerm, key: string, value: string): AmiSelectorTerm {
  const field = special.get(key);
  return field === undefined
    ? { ...term, tags: { ...term.tags, [key]: value } }
    : { ...term, [field]: value };
}
