import { infrastructureGroup, machinePointer } from "@imagewright/cluster-api";
import {
  type Diagnostic,
  type FoundReference,
  isJsonObject,
  type JsonObject,
  ownValue,
  type Parsed,
  showValue,
  toParsed,
  valueAt,
} from "@imagewright/core";

import { awsDiagnostics } from "../aws-diagnostics.ts";
import { awsCarriers } from "../carriers.ts";
import { readImageFields } from "./read-image-fields.ts";

const launchTemplatePointer = "/spec/awsLaunchTemplate";

/** Where the fields about the image stand, by kind. */
const places: ReadonlyMap<string, string> = new Map([
  ["AWSMachineTemplate", machinePointer],
  ["AWSMachinePool", launchTemplatePointer],
  ["AWSManagedMachinePool", launchTemplatePointer],
]);

/**
 * The reference an object of CAPA holds. A machine or launch template without any field about an
 * image is a lookup too: by what its cluster says, or CAPA's defaults.
 */
export function readManifest(object: JsonObject): Parsed<readonly FoundReference[]> {
  const kind = ownValue(object, "kind");
  const apiVersion = ownValue(object, "apiVersion");
  const place = typeof kind === "string" ? places.get(kind) : undefined;
  const [group, version = ""] = typeof apiVersion === "string" ? apiVersion.split("/") : [];
  if (place === undefined || group !== infrastructureGroup) {
    return toParsed([]);
  }
  const diagnostics = checkVersion(version);
  const fields = valueAt(object, place);
  if (fields === undefined && place === launchTemplatePointer) {
    // A node group without a launch template gets its image from EKS.
    return toParsed([], diagnostics);
  }
  if (!isJsonObject(fields)) {
    return toParsed([], [...diagnostics, notAnObject(place, fields)]);
  }
  const read = readImageFields(fields, place);
  return toParsed(read.reference === undefined ? [] : [read.reference], [
    ...diagnostics,
    ...read.diagnostics,
  ]);
}

function checkVersion(version: string): readonly Diagnostic[] {
  const facts = { pointer: "/apiVersion", found: version };
  if (version === "v1beta1") {
    const message = "CAPA serves this version no longer";
    return [awsDiagnostics.report("AWS_API_VERSION_DEAD", { ...facts, message })];
  }
  if (awsCarriers.some(({ versions }) => versions.includes(version))) {
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
