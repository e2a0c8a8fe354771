import {
  formatPointer,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  ownValue,
  type Parsed,
  toParsed,
  valueAt,
} from "@imagewright/core";

import { admissionDiagnostics } from "../admission-diagnostics.ts";
import { readStructuralSchema, type StructuralSchema } from "../schema/structural-schema.ts";

/** A kind that a CustomResourceDefinition declares. */
export interface CustomResource {
  readonly group: string;
  readonly kind: string;
  readonly plural: string;
  readonly namespaced: boolean;
  /** `None` where versions differ in name only, `Webhook`, or undefined where nothing is said. */
  readonly conversion: string | undefined;
  /** In the order of the definition. */
  readonly versions: readonly CustomResourceVersion[];
}

/** One version of a kind. */
export interface CustomResourceVersion {
  readonly name: string;
  readonly served: boolean;
  readonly storage: boolean;
  readonly deprecated: boolean;
  /** What the owner of the kind says to those who still use the version. */
  readonly deprecationWarning: string | undefined;
  /** Whether the version has a status subresource: only that writes `status`. */
  readonly hasStatus: boolean;
  readonly schema: StructuralSchema;
}

/**
 * Reads a CustomResourceDefinition of `apiextensions.k8s.io/v1`.
 *
 * @example
 * ```ts
 * const parsed = parseCustomResource({
 *   apiVersion: "apiextensions.k8s.io/v1",
 *   kind: "CustomResourceDefinition",
 *   spec: {
 *     group: "example.com",
 *     names: { kind: "Widget", plural: "widgets" },
 *     scope: "Namespaced",
 *     versions: [
 *       {
 *         name: "v1",
 *         served: true,
 *         storage: true,
 *         schema: { openAPIV3Schema: { type: "object" } },
 *       },
 *     ],
 *   },
 * });
 * parsed.ok && parsed.value.versions.map(({ name, served }) => ({ name, served }));
 * // => [{ name: "v1", served: true }]
 * ```
 */
export function parseCustomResource(object: JsonValue): Parsed<CustomResource> {
  const spec = isJsonObject(object) ? ownValue(object, "spec") : undefined;
  if (
    !isJsonObject(object) ||
    ownValue(object, "kind") !== "CustomResourceDefinition" ||
    !isJsonObject(spec)
  ) {
    return invalid("the object is no CustomResourceDefinition", "");
  }
  const names = ownValue(spec, "names");
  const group = ownValue(spec, "group");
  const kind = isJsonObject(names) ? ownValue(names, "kind") : undefined;
  const plural = isJsonObject(names) ? ownValue(names, "plural") : undefined;
  const versions = ownValue(spec, "versions");
  if (typeof group !== "string" || typeof kind !== "string" || typeof plural !== "string") {
    return invalid("the definition names no group, kind and plural", "/spec/names");
  }
  if (!Array.isArray(versions)) {
    return invalid("the definition lists no versions", "/spec/versions");
  }
  const list: readonly JsonValue[] = versions;
  const read = list.map((version) => (isJsonObject(version) ? readVersion(version) : undefined));
  const broken = read.indexOf(undefined);
  if (broken !== -1) {
    return invalid("a version has no structural schema", `/spec/versions/${broken}`);
  }
  const namespaced = ownValue(spec, "scope") === "Namespaced";
  const known = read.filter((version) => version !== undefined);
  const conversion = textAt(spec, "conversion", "strategy");
  return toParsed({ group, kind, plural, namespaced, conversion, versions: known });
}

function readVersion(version: JsonObject): CustomResourceVersion | undefined {
  const name = ownValue(version, "name");
  const holder = ownValue(version, "schema");
  const subresources = ownValue(version, "subresources");
  const schema = isJsonObject(holder) ? ownValue(holder, "openAPIV3Schema") : undefined;
  if (typeof name !== "string" || !isJsonObject(schema)) {
    return undefined;
  }
  return {
    name,
    served: ownValue(version, "served") === true,
    storage: ownValue(version, "storage") === true,
    deprecated: ownValue(version, "deprecated") === true,
    deprecationWarning: textAt(version, "deprecationWarning"),
    hasStatus: isJsonObject(subresources) && isJsonObject(ownValue(subresources, "status")),
    schema: readStructuralSchema(schema),
  };
}

function textAt(object: JsonObject, ...path: readonly string[]): string | undefined {
  const value = valueAt(object, formatPointer(path));
  return typeof value === "string" ? value : undefined;
}

function invalid(message: string, pointer: string): Parsed<CustomResource> {
  const diagnostic = admissionDiagnostics.report("ADMISSION_CRD_INVALID", { message, pointer });
  return { ok: false, diagnostics: [diagnostic] };
}
