import {
  type AmiLookupReference,
  type Diagnostic,
  type FoundReference,
  isJsonObject,
  type JsonObject,
  ownValue,
  showValue,
} from "@imagewright/core";

import { awsDiagnostics } from "../aws-diagnostics.ts";
import type { ImagePlace } from "../image-places.ts";
import { amiId } from "../rules/ami-id.ts";

const eksLookupTypes = [
  "AmazonLinux",
  "AmazonLinux2023",
  "AmazonLinux2023GPU",
  "AmazonLinuxGPU",
] as const;

const lookupFields = ["imageLookupFormat", "imageLookupOrg", "imageLookupBaseOS"] as const;

/** What the fields say, as far as they can be read. */
export interface ReadImageFields {
  readonly reference: FoundReference | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads `ami` and the lookup fields of a machine, a launch template or a cluster: an id wins over
 * everything else, as in CAPA. A cluster has no `ami`, and no reference if it sets nothing.
 *
 * @param place - JSON Pointer to the fields
 */
export function readImageFields(
  fields: JsonObject,
  place: string,
  of: ImagePlace["of"],
): ReadImageFields {
  const diagnostics: Diagnostic[] = [];
  const ami = of === "cluster" ? {} : objectAt(fields, "ami", place, diagnostics);
  const id = textAt(ami, "id", `${place}/ami`, diagnostics);
  const type = textAt(ami, "eksLookupType", `${place}/ami`, diagnostics);
  const [format, org, baseOs] = lookupFields.map((key) => textAt(fields, key, place, diagnostics));
  const eksLookupType = eksLookupTypes.find((known) => known === type);
  if (type !== undefined && eksLookupType === undefined) {
    const expected = eksLookupTypes.join(", ");
    diagnostics.push(wrong(`${place}/ami/eksLookupType`, type, expected));
  }
  const lookup: AmiLookupReference = {
    kind: "ami-lookup",
    ...(format !== undefined && { format }),
    ...(org !== undefined && { org }),
    ...(baseOs !== undefined && { baseOs }),
    ...(eksLookupType !== undefined && { eksLookupType }),
  };
  if (of === "cluster" && Object.keys(lookup).length === 1) {
    return { reference: undefined, diagnostics };
  }
  if (id === undefined) {
    return { reference: { pointer: pointerOf(lookup, place), reference: lookup }, diagnostics };
  }
  const pointer = `${place}/ami/id`;
  diagnostics.push(...checkId(id, pointer, Object.keys(lookup).length > 1));
  return { reference: { pointer, reference: { kind: "ami", id } }, diagnostics };
}

/** The machine itself, unless one field alone says it all. */
function pointerOf(
  { format, org, baseOs, eksLookupType }: AmiLookupReference,
  place: string,
): string {
  const isByName = [format, org, baseOs].some((field) => field !== undefined);
  return eksLookupType !== undefined && !isByName ? `${place}/ami/eksLookupType` : place;
}

function checkId(id: string, pointer: string, hasLookup: boolean): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  if (!amiId.test(id)) {
    const message = "the text has not the form of an AMI id";
    const facts = { message, pointer, found: showValue(id) };
    found.push(awsDiagnostics.report("AWS_AMI_ID_ODD", facts));
  }
  if (hasLookup) {
    const message = "the lookup beside the AMI id is ignored";
    found.push(awsDiagnostics.report("AWS_LOOKUP_IGNORED", { message, pointer }));
  }
  return found;
}

function objectAt(
  object: JsonObject,
  key: string,
  place: string,
  diagnostics: Diagnostic[],
): JsonObject {
  const value = ownValue(object, key) ?? {};
  if (isJsonObject(value)) {
    return value;
  }
  diagnostics.push(wrong(`${place}/${key}`, value, "an object"));
  return {};
}

/** Text that is there: the empty one and null are as good as nothing in the Go types of CAPA. */
function textAt(
  object: JsonObject,
  key: string,
  place: string,
  diagnostics: Diagnostic[],
): string | undefined {
  const value = ownValue(object, key) ?? "";
  if (typeof value !== "string") {
    diagnostics.push(wrong(`${place}/${key}`, value, "text"));
    return undefined;
  }
  return value === "" ? undefined : value;
}

function wrong(pointer: string, value: unknown, expected: string): Diagnostic {
  const message = "the field cannot be read";
  const facts = { message, pointer, found: showValue(value), expected };
  return awsDiagnostics.report("AWS_MANIFEST_FIELD", facts);
}
