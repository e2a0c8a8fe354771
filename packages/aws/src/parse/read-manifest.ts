import {
  type Diagnostic,
  type FoundReference,
  isJsonObject,
  type JsonObject,
  objectKind,
  type Parsed,
  showValue,
  toParsed,
  valueAt,
} from "@imagewright/core";

import { awsDiagnostics } from "../aws-diagnostics.ts";
import { imagePlaceOf } from "../image-places.ts";
import { readImageFields } from "./read-image-fields.ts";

/**
 * The reference an object of CAPA holds. A machine or launch template without any field about an
 * image is a lookup too: by what its cluster says, or CAPA's defaults. A cluster holds one if it
 * sets a default for the lookups of its machines.
 */
export function readManifest(object: JsonObject): Parsed<readonly FoundReference[]> {
  const place = imagePlaceOf(object);
  if (place === undefined) {
    return toParsed([]);
  }
  const diagnostics = checkVersion(objectKind(object)?.version ?? "");
  const fields = valueAt(object, place.pointer);
  if (fields === undefined && place.of !== "machine") {
    // A node group without a launch template gets its image from EKS.
    return toParsed([], diagnostics);
  }
  if (!isJsonObject(fields)) {
    return toParsed([], [...diagnostics, notAnObject(place.pointer, fields)]);
  }
  const { reference, diagnostics: found } = readImageFields(fields, place.pointer, place.of);
  const all = [...diagnostics, ...found];
  return toParsed(reference === undefined ? [] : [reference], all);
}

function checkVersion(version: string): readonly Diagnostic[] {
  const facts = { pointer: "/apiVersion", found: version };
  if (version === "v1beta1") {
    const message = "CAPA serves this version no longer";
    return [awsDiagnostics.report("AWS_API_VERSION_DEAD", { ...facts, message })];
  }
  if (version === "v1beta2") {
    return [];
  }
  const message = "the version is not known";
  return [awsDiagnostics.report("AWS_API_VERSION_UNKNOWN", { ...facts, message })];
}

function notAnObject(pointer: string, found: unknown): Diagnostic {
  const message = "the machine is no object";
  return awsDiagnostics.report("AWS_MANIFEST_FIELD", {
    message,
    pointer,
    found: found === undefined ? "nothing" : showValue(found),
  });
}
