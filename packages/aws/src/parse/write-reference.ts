import {
  type AmiLookupReference,
  type Diagnostic,
  type FoundReference,
  type ImageReference,
  type JsonObject,
  mapAt,
  ownValue,
  type Parsed,
  replaceAt,
  showValue,
  toParsed,
} from "@imagewright/core";

import { awsDiagnostics } from "../aws-diagnostics.ts";
import { imagePlaceOf } from "../image-places.ts";
import { amiId } from "../rules/ami-id.ts";
import { readManifest } from "./read-manifest.ts";

/** What the fields of a place have to say; undefined: nothing. */
type Wanted = ReadonlyMap<string, string | undefined>;

/**
 * An object of CAPA with another image at the place where one was found: everything else stays as
 * it is. An AMI takes the place of a lookup and the other way round; lookup fields that CAPA
 * ignores beside an AMI stay.
 *
 * @returns refused for references that CAPA's fields cannot say
 */
export function writeReference(
  object: JsonObject,
  { pointer, reference }: FoundReference,
): Parsed<JsonObject> {
  const place = imagePlaceOf(object);
  const read = readManifest(object);
  if (!read.ok) {
    return read;
  }
  const found = read.value.find((one) => one.pointer === pointer);
  const fields = place === undefined ? undefined : mapAt(object, place.pointer);
  if (place === undefined || fields === undefined || found === undefined) {
    const facts = { message: "no image was found at this place", pointer };
    return refused("AWS_WRITE_PLACE", facts);
  }
  const isSame = sameReference(found.reference, reference);
  const fault = isSame ? undefined : faultOf(reference, place.of === "cluster");
  if (fault !== undefined) {
    return refused("AWS_WRITE_REFERENCE", { message: fault, pointer, found: showValue(reference) });
  }
  const wanted = wantedOf(reference, found.reference);
  const written = replaceAt(object, place.pointer, withFields(fields, wanted));
  return toParsed(isSame ? object : (written ?? object), [
    ...read.diagnostics.filter(({ code }) => code === "AWS_API_VERSION_DEAD"),
    ...impliedRegion(reference, pointer),
  ]);
}

function sameReference(a: ImageReference, b: ImageReference): boolean {
  return sortedText(a) === sortedText(b);
}

function sortedText(reference: ImageReference): string {
  return JSON.stringify(Object.entries(reference).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function faultOf(reference: ImageReference, isCluster: boolean): string | undefined {
  if (reference.kind === "ami") {
    if (isCluster) {
      return "a cluster has lookup fields, but no AMI";
    }
    return amiId.test(reference.id) ? undefined : "the AMI id is malformed";
  }
  if (reference.kind !== "ami-lookup") {
    return `CAPA has no field for a reference of kind ${reference.kind}`;
  }
  const { eksLookupType, format, org, baseOs } = reference;
  if (isCluster && eksLookupType !== undefined) {
    return "a cluster has no eksLookupType";
  }
  if (isCluster && [format, org, baseOs].every((field) => field === undefined)) {
    return "a lookup by nothing but defaults leaves no trace at a cluster";
  }
  return [format, org, baseOs].includes("") ? "an empty text counts as left out" : undefined;
}

function wantedOf(reference: ImageReference, before: ImageReference): Wanted {
  if (reference.kind === "ami") {
    const id: readonly [string, string] = ["ami/id", reference.id];
    return before.kind === "ami"
      ? new Map([id])
      : new Map([...lookupOf({ kind: "ami-lookup" }), id]);
  }
  return reference.kind === "ami-lookup"
    ? new Map([["ami/id", undefined], ...lookupOf(reference)])
    : new Map();
}

function lookupOf({ format, org, baseOs, eksLookupType }: AmiLookupReference): Wanted {
  return new Map([
    ["imageLookupFormat", format],
    ["imageLookupOrg", org],
    ["imageLookupBaseOS", baseOs],
    ["ami/eksLookupType", eksLookupType],
  ]);
}

function withFields(fields: JsonObject, wanted: Wanted): JsonObject {
  let changed = fields;
  for (const [path, value] of wanted) {
    const [first = "", second] = path.split("/");
    const holder = second === undefined ? changed : mapAt(changed, `/${first}`);
    const now = holder === undefined ? undefined : ownValue(holder, second ?? first);
    // The empty text and null count as left out: they are not touched then.
    if ((now === "" || now === null ? undefined : now) !== value) {
      changed = replaceAt(changed, `/${path}`, value) ?? changed;
    }
  }
  const ami = ownValue(changed, "ami");
  const isEmptied = ami !== ownValue(fields, "ami") && showValue(ami) === "{}";
  return isEmptied ? (replaceAt(changed, "/ami", undefined) ?? changed) : changed;
}

function impliedRegion(reference: ImageReference, pointer: string): readonly Diagnostic[] {
  if (reference.kind !== "ami" || reference.region === undefined) {
    return [];
  }
  const message = `the AMI is in ${reference.region}, which the object does not say`;
  return [awsDiagnostics.report("AWS_REGION_IMPLIED", { message, pointer })];
}

function refused(
  code: "AWS_WRITE_PLACE" | "AWS_WRITE_REFERENCE",
  facts: { readonly message: string; readonly pointer: string; readonly found?: string },
): Parsed<never> {
  return { ok: false, diagnostics: [awsDiagnostics.report(code, facts)] };
}
