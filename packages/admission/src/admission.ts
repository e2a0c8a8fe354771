import {
  type Diagnostic,
  hasErrors,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  nearestName,
  ownValue,
  showValue,
} from "@imagewright/core";

import { admissionDiagnostics } from "./admission-diagnostics.ts";
import { checkMetadata } from "./check-metadata.ts";
import type { CustomResource, CustomResourceVersion } from "./crd/custom-resource.ts";
import { applyDefaults } from "./schema/apply-defaults.ts";
import { checkValue } from "./schema/check-value.ts";
import type { CheckState } from "./schema/findings.ts";

/** What an API server would say to an object. */
export interface Verdict {
  /** Whether nothing speaks against it; rules that were not checked may still do so. */
  readonly admitted: boolean;
  /** `ADMISSION_NOT_CHECKED` among them names what was not evaluated. */
  readonly diagnostics: readonly Diagnostic[];
  /** The object as it would be stored: defaults filled in, unknown fields gone. */
  readonly stored: JsonObject | undefined;
}

/** Finds the definition of a kind; undefined where none is known. */
export type CustomResourceSource = (group: string, kind: string) => CustomResource | undefined;

/**
 * A source over definitions that are loaded already.
 *
 * @example
 * ```ts
 * const widget: CustomResource = {
 *   group: "example.com",
 *   kind: "Widget",
 *   plural: "widgets",
 *   namespaced: true,
 *   versions: [],
 * };
 * const source = customResourceSource([widget]);
 * source("example.com", "Widget")?.plural; // => "widgets"
 * source("example.com", "Gadget"); // => undefined
 * ```
 */
export function customResourceSource(resources: readonly CustomResource[]): CustomResourceSource {
  const byKind = new Map(
    resources.map((resource) => [`${resource.group}/${resource.kind}`, resource]),
  );
  return (group, kind) => byKind.get(`${group}/${kind}`);
}

/**
 * Judges the creation of an object by the schema of its kind.
 *
 * Types, values, required and unknown fields, list types and combinations are judged as the API
 * server judges them in strict mode. Rules in the Common Expression Language and webhooks are not
 * evaluated; where a kind has such rules, the verdict says so.
 *
 * @example
 * ```ts
 * const definition = parseCustomResource({
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
 *         schema: {
 *           openAPIV3Schema: {
 *             type: "object",
 *             properties: {
 *               spec: { type: "object", properties: { size: { type: "integer", default: 3 } } },
 *             },
 *           },
 *         },
 *       },
 *     ],
 *   },
 * });
 * const source = customResourceSource(definition.ok ? [definition.value] : []);
 * const widget = { apiVersion: "example.com/v1", kind: "Widget", metadata: { name: "a" } };
 * judgeCreation({ ...widget, spec: {} }, source).stored?.["spec"]; // => { size: 3 }
 * judgeCreation({ ...widget, spec: { size: "big" } }, source).diagnostics.map(
 *   ({ code, pointer }) => `${code} ${pointer}`,
 * );
 * // => ["ADMISSION_TYPE /spec/size"]
 * ```
 */
export function judgeCreation(object: JsonValue, source: CustomResourceSource): Verdict {
  const header = isJsonObject(object) ? readHeader(object) : undefined;
  if (!isJsonObject(object) || header === undefined) {
    return refused([kindUnknown("the object has no apiVersion and kind", object)]);
  }
  const resource = source(header.group, header.kind);
  if (resource === undefined) {
    const name = `${header.group}/${header.kind}`;
    return refused([kindUnknown(`there is no definition of ${name}`, name)]);
  }
  const version = resource.versions.find(({ name }) => name === header.version);
  if (version === undefined || !version.served) {
    return refused([versionRefused(resource, header.version, version)]);
  }
  return judgeByVersion(object, resource, version);
}

function judgeByVersion(
  object: JsonObject,
  resource: CustomResource,
  version: CustomResourceVersion,
): Verdict {
  const state: CheckState = { diagnostics: [], unchecked: [] };
  checkValue(object, version.schema, "", state);
  const diagnostics = [
    ...checkMetadata(object, resource.namespaced),
    ...state.diagnostics,
    ...(version.deprecated ? [deprecated(resource, version)] : []),
    ...(state.unchecked.length > 0 ? [notChecked(state.unchecked)] : []),
  ];
  if (hasErrors(diagnostics)) {
    return refused(diagnostics);
  }
  const stored = applyDefaults(object, version.schema, true);
  return { admitted: true, diagnostics, stored: isJsonObject(stored) ? stored : undefined };
}

interface Header {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

function readHeader(object: JsonObject): Header | undefined {
  const apiVersion = ownValue(object, "apiVersion");
  const kind = ownValue(object, "kind");
  if (typeof apiVersion !== "string" || typeof kind !== "string") {
    return undefined;
  }
  const slash = apiVersion.indexOf("/");
  return {
    group: apiVersion.slice(0, Math.max(slash, 0)),
    version: apiVersion.slice(slash + 1),
    kind,
  };
}

function refused(diagnostics: readonly Diagnostic[]): Verdict {
  return { admitted: false, diagnostics, stored: undefined };
}

function kindUnknown(message: string, found: JsonValue): Diagnostic {
  return admissionDiagnostics.report("ADMISSION_KIND_UNKNOWN", {
    message,
    found: showValue(found),
  });
}

function versionRefused(
  resource: CustomResource,
  name: string,
  version: CustomResourceVersion | undefined,
): Diagnostic {
  const served = resource.versions.filter((one) => one.served).map((one) => one.name);
  const nearest = version === undefined ? nearestName(name, served) : undefined;
  const code = version === undefined ? "ADMISSION_VERSION_UNKNOWN" : "ADMISSION_VERSION_NOT_SERVED";
  return admissionDiagnostics.report(code, {
    message: `${resource.kind} is not served in version ${showValue(name)}`,
    pointer: "/apiVersion",
    found: showValue(name),
    expected: served.join(", "),
    hint: nearest === undefined ? undefined : `Did you mean \`${nearest}\`?`,
  });
}

function deprecated(resource: CustomResource, version: CustomResourceVersion): Diagnostic {
  const message = `${resource.kind} ${version.name} is deprecated`;
  return admissionDiagnostics.report("ADMISSION_VERSION_DEPRECATED", {
    message,
    pointer: "/apiVersion",
  });
}

function notChecked(pointers: readonly string[]): Diagnostic {
  const places = [...new Set(pointers)].map((pointer) => pointer || "/");
  const shown = places.slice(0, 5).join(", ");
  const more = places.length > 5 ? ` and ${places.length - 5} more places` : "";
  const message = `rules at ${shown}${more} were not evaluated`;
  return admissionDiagnostics.report("ADMISSION_NOT_CHECKED", {
    message,
    pointer: places[0] === "/" ? "" : places[0],
  });
}
