import {
  type Diagnostic,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  type Parsed,
  showValue,
  toParsed,
} from "@imagewright/core";

import { ownText } from "../json/read-field.ts";
import { clusterApiReferenceDiagnostics } from "./reference-diagnostics.ts";

/** An object that another one points at, whatever form the reference was written in. */
export interface ClusterObjectReference {
  /** API group; empty for Kubernetes' own kinds. */
  readonly group: string;
  /** API version without group; absent in the form that names none. */
  readonly version?: string;
  readonly kind: string;
  readonly name: string;
  /** Absent where the reference says nothing: the namespace of the owner. */
  readonly namespace?: string;
}

/**
 * How a reference is written.
 *
 * - `object`: `apiVersion`, `kind`, `name` and perhaps `namespace`, as v1beta1 does
 * - `contract`: `apiGroup`, `kind`, `name`, as v1beta2 does; the version is Cluster API's to find
 * - `template`: `apiVersion`, `kind`, `name`, as v1beta2 does in cluster classes and health checks
 */
export type ReferenceForm = "object" | "contract" | "template";

/** Longest name, kind and group, and what they look like, where v1beta2 says so. */
const kindPattern = /^[a-zA-Z](?:[-a-zA-Z0-9]{0,61}[a-zA-Z0-9])?$/u;
const labelPattern = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/u;

/**
 * Reads a reference in whichever form it is written; `apiGroup` tells the form without version.
 *
 * @param pointer - where the reference stands, for diagnostics
 * @returns the reference, or what it lacks: `CAPI_REFERENCE_INCOMPLETE`
 * @example
 * ```ts
 * const read = parseObjectReference({
 *   apiVersion: "infrastructure.cluster.x-k8s.io/v1beta2",
 *   kind: "AWSMachineTemplate",
 *   name: "prod-md-0",
 * });
 * read.ok && read.value;
 * // => {
 * //      group: "infrastructure.cluster.x-k8s.io",
 * //      version: "v1beta2",
 * //      kind: "AWSMachineTemplate",
 * //      name: "prod-md-0",
 * //    }
 * parseObjectReference({ kind: "AWSMachineTemplate" }).diagnostics.map(({ message }) => message);
 * // => ["the reference lacks apiVersion, name"]
 * ```
 */
export function parseObjectReference(
  value: JsonValue,
  pointer = "",
): Parsed<ClusterObjectReference> {
  const object = isJsonObject(value) ? value : {};
  const apiVersion = ownText(object, "apiVersion");
  const apiGroup = ownText(object, "apiGroup");
  const kind = ownText(object, "kind") ?? "";
  const name = ownText(object, "name") ?? "";
  const lacks = [
    ...(apiVersion === undefined && apiGroup === undefined ? ["apiVersion"] : []),
    ...(kind === "" ? ["kind"] : []),
    ...(name === "" ? ["name"] : []),
  ];
  if (lacks.length > 0) {
    const message = `the reference lacks ${lacks.join(", ")}`;
    const facts = { message, pointer, found: showValue(value) };
    return toParsed({ group: "", kind, name }, [
      clusterApiReferenceDiagnostics.report("CAPI_REFERENCE_INCOMPLETE", facts),
    ]);
  }
  const namespace = ownText(object, "namespace");
  return toParsed({
    ...(apiVersion === undefined ? { group: apiGroup ?? "" } : splitApiVersion(apiVersion)),
    kind,
    name,
    ...(namespace !== undefined && namespace !== "" && { namespace }),
  });
}

/**
 * Writes a reference in a form. What the form has no place for is refused: the namespace, in the
 * forms that always mean the owner's; a missing version, in those that name one.
 *
 * A version is dropped without a word in the `contract` form: two references that differ in it
 * only are one to Cluster API.
 *
 * @param pointer - where the reference will stand, for diagnostics
 * @returns `CAPI_REFERENCE_NAMESPACE_LOST`, `CAPI_REFERENCE_VERSION_MISSING` or
 *   `CAPI_REFERENCE_NAME_REFUSED` where the form cannot carry the reference
 * @example
 * ```ts
 * const reference = {
 *   group: "infrastructure.cluster.x-k8s.io",
 *   version: "v1beta2",
 *   kind: "AWSMachineTemplate",
 *   name: "prod-md-0",
 * };
 * const written = renderObjectReference(reference, "contract");
 * written.ok && written.value;
 * // => {
 * //      apiGroup: "infrastructure.cluster.x-k8s.io",
 * //      kind: "AWSMachineTemplate",
 * //      name: "prod-md-0",
 * //    }
 * const elsewhere = { ...reference, namespace: "other" };
 * renderObjectReference(elsewhere, "contract").diagnostics.map(({ code }) => code);
 * // => ["CAPI_REFERENCE_NAMESPACE_LOST"]
 * ```
 */
export function renderObjectReference(
  reference: ClusterObjectReference,
  form: ReferenceForm,
  pointer = "",
): Parsed<JsonObject> {
  const { group, version, kind, name, namespace } = reference;
  const problems = [
    ...(form !== "object" && namespace !== undefined
      ? [namespaceLost(namespace, form, pointer)]
      : []),
    ...(form !== "contract" && version === undefined ? [versionMissing(kind, pointer)] : []),
    ...(form === "contract" ? refusedNames(reference, pointer) : []),
  ];
  const api =
    form === "contract"
      ? { apiGroup: group }
      : { apiVersion: group === "" ? (version ?? "") : `${group}/${version ?? ""}` };
  const place = form === "object" && namespace !== undefined ? { namespace } : {};
  return toParsed({ ...api, kind, name, ...place }, problems);
}

function splitApiVersion(apiVersion: string): { readonly group: string; readonly version: string } {
  const slash = apiVersion.indexOf("/");
  return { group: apiVersion.slice(0, Math.max(slash, 0)), version: apiVersion.slice(slash + 1) };
}

function namespaceLost(namespace: string, form: ReferenceForm, pointer: string): Diagnostic {
  return clusterApiReferenceDiagnostics.report("CAPI_REFERENCE_NAMESPACE_LOST", {
    message: `the form "${form}" has no place for namespace ${showValue(namespace)}`,
    pointer,
    found: showValue(namespace),
  });
}

function versionMissing(kind: string, pointer: string): Diagnostic {
  return clusterApiReferenceDiagnostics.report("CAPI_REFERENCE_VERSION_MISSING", {
    message: `the reference to ${kind} names no API version`,
    pointer,
  });
}

function refusedNames(
  { group, kind, name }: ClusterObjectReference,
  pointer: string,
): readonly Diagnostic[] {
  const refused = [
    ...(isSubdomain(group) ? [] : ["apiGroup"]),
    ...(kindPattern.test(kind) ? [] : ["kind"]),
    ...(isSubdomain(name) ? [] : ["name"]),
  ];
  return refused.map((field) =>
    clusterApiReferenceDiagnostics.report("CAPI_REFERENCE_NAME_REFUSED", {
      message: `${field} of the reference is none that v1beta2 admits`,
      pointer: `${pointer}/${field}`,
    }),
  );
}

function isSubdomain(text: string): boolean {
  return text.length <= 253 && text.split(".").every((label) => labelPattern.test(label));
}
