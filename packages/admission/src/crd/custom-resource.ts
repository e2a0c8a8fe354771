import {
  type Diagnostic,
  formatPointer,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  ownValue,
  type Parsed,
  showValue,
  toParsed,
  valueAt,
} from "@imagewright/core";

import { type AdmissionCode, admissionDiagnostics } from "../admission-diagnostics.ts";
import { checkPlain } from "../judge/check-plain.ts";
import { readStructuralSchema, type StructuralSchema } from "../schema/structural-schema.ts";
import { compactSchema } from "./compact-schema.ts";

/** A kind that a CustomResourceDefinition declares. */
export interface CustomResource {
  readonly group: string;
  readonly kind: string;
  readonly plural: string;
  readonly namespaced: boolean;
  /** `None` where versions differ in name only, `Webhook`, or undefined where nothing is said. */
  readonly conversion: string | undefined;
  /**
   * Whether fields stay that no schema has: only definitions that are older than
   * `apiextensions.k8s.io/v1` can still say so.
   *
   * @default false
   */
  readonly preserveUnknownFields?: boolean;
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
  /** Where the scale subresource finds the number of replicas, such as `.spec.replicas`. */
  readonly replicasPath: string | undefined;
  readonly schema: StructuralSchema;
}

/** How deep maps and lists of a definition may lie: two levels for one of an object, and a few. */
const deepest = 250;

/**
 * Reads a CustomResourceDefinition of `apiextensions.k8s.io/v1`. Its schemas are read when they are
 * first looked at; whether an API server would take them, {@link checkDefinition} says.
 *
 * @returns the kind, or everything that keeps the definition from being read
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
  const fault = checkPlain(object, deepest) ?? checkHeader(object);
  const spec = isJsonObject(object) ? ownValue(object, "spec") : undefined;
  if (fault !== undefined) {
    return { ok: false, diagnostics: [fault] };
  }
  if (!isJsonObject(spec)) {
    return { ok: false, diagnostics: [invalid("the definition has no spec", "/spec", spec)] };
  }
  const faults: Diagnostic[] = [];
  const text = (...path: readonly string[]): string => {
    const value = textAt(spec, ...path);
    if (value === undefined || value === "") {
      const pointer = formatPointer(["spec", ...path]);
      faults.push(invalid(`the definition has no ${path.at(-1)}`, pointer));
    }
    return value ?? "";
  };
  const resource: CustomResource = {
    group: text("group"),
    kind: text("names", "kind"),
    plural: text("names", "plural"),
    namespaced: text("scope") === "Namespaced",
    conversion: textAt(spec, "conversion", "strategy"),
    ...(ownValue(spec, "preserveUnknownFields") === true && { preserveUnknownFields: true }),
    versions: readVersions(spec, faults),
  };
  return toParsed(resource, faults);
}

function checkHeader(object: JsonValue): Diagnostic | undefined {
  const apiVersion = isJsonObject(object) ? ownValue(object, "apiVersion") : undefined;
  if (!isJsonObject(object) || ownValue(object, "kind") !== "CustomResourceDefinition") {
    return invalid("the object is no CustomResourceDefinition", "");
  }
  if (apiVersion === "apiextensions.k8s.io/v1beta1") {
    const message = "the definition is of apiextensions.k8s.io/v1beta1";
    return invalid(message, "/apiVersion", apiVersion, "ADMISSION_CRD_OLD");
  }
  return apiVersion === "apiextensions.k8s.io/v1"
    ? undefined
    : invalid("the definition is not of apiextensions.k8s.io/v1", "/apiVersion", apiVersion);
}

function readVersions(spec: JsonObject, faults: Diagnostic[]): readonly CustomResourceVersion[] {
  const versions = ownValue(spec, "versions");
  if (!Array.isArray(versions)) {
    faults.push(invalid("the definition lists no versions", "/spec/versions", versions));
    return [];
  }
  const list: readonly JsonValue[] = versions;
  return list.flatMap((version, index) => {
    const read = isJsonObject(version) ? readVersion(version) : undefined;
    if (read === undefined) {
      faults.push(invalid("a version has no structural schema", `/spec/versions/${index}`));
    }
    return read ?? [];
  });
}

function readVersion(version: JsonObject): CustomResourceVersion | undefined {
  const name = ownValue(version, "name");
  const schema = valueAt(version, "/schema/openAPIV3Schema");
  if (typeof name !== "string" || !isJsonObject(schema)) {
    return undefined;
  }
  return {
    name,
    served: ownValue(version, "served") === true,
    storage: ownValue(version, "storage") === true,
    deprecated: ownValue(version, "deprecated") === true,
    deprecationWarning: textAt(version, "deprecationWarning"),
    hasStatus: isJsonObject(valueAt(version, "/subresources/status")),
    replicasPath: textAt(version, "subresources", "scale", "specReplicasPath"),
    schema: readStructuralSchema(compactSchema(schema)),
  };
}

function textAt(object: JsonObject, ...path: readonly string[]): string | undefined {
  const value = valueAt(object, formatPointer(path));
  return typeof value === "string" ? value : undefined;
}

function invalid(
  message: string,
  pointer: string,
  found?: JsonValue,
  code: AdmissionCode = "ADMISSION_CRD_INVALID",
): Diagnostic {
  return admissionDiagnostics.report(code, {
    message,
    pointer,
    found: found === undefined ? undefined : showValue(found),
  });
}
