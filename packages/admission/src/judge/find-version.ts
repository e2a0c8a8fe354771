import {
  type Diagnostic,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  nearestName,
  objectKind,
  type ObjectKind,
  showValue,
} from "@imagewright/core";

import { admissionDiagnostics } from "../admission-diagnostics.ts";
import type { CustomResourceSource } from "../crd/custom-resource-source.ts";
import type { CustomResource, CustomResourceVersion } from "../crd/custom-resource.ts";

/** An object, and what its definition says of the version it is written in. */
export interface KnownObject {
  readonly object: JsonObject;
  readonly kind: ObjectKind;
  readonly resource: CustomResource;
  readonly version: CustomResourceVersion;
}

/** Finds definition and version of an object, or says why there are none. */
export function findVersion(
  object: JsonValue,
  source: CustomResourceSource,
): KnownObject | Diagnostic {
  const kind = isJsonObject(object) ? objectKind(object) : undefined;
  if (!isJsonObject(object) || kind === undefined) {
    return kindUnknown("the object has no apiVersion and kind", object);
  }
  const resource = source(kind.group, kind.kind);
  if (resource === undefined) {
    const name = `${kind.group}/${kind.kind}`;
    return kindUnknown(`there is no definition of ${name}`, name);
  }
  const version = resource.versions.find(({ name }) => name === kind.version);
  return version?.served === true
    ? { object, kind, resource, version }
    : versionRefused(resource, kind.version, version);
}

/** The warning of a version whose end is announced, in its owner's words where there are any. */
export function checkDeprecation({ resource, version }: KnownObject): readonly Diagnostic[] {
  if (!version.deprecated) {
    return [];
  }
  const newest = resource.versions
    .filter(({ served, deprecated }) => served && !deprecated)
    .map(({ name }) => name)
    .toSorted(byPriority)[0];
  const use = newest === undefined ? "" : `; use ${resource.group}/${newest} ${resource.kind}`;
  const message =
    version.deprecationWarning ??
    `${resource.group}/${version.name} ${resource.kind} is deprecated${use}`;
  const facts = {
    message,
    pointer: "/apiVersion",
    found: version.name,
    ...(newest !== undefined && { expected: newest }),
  };
  return [admissionDiagnostics.report("ADMISSION_VERSION_DEPRECATED", facts)];
}

/** Kubernetes' order of versions: general availability first, then beta, the newest first. */
function byPriority(a: string, b: string): number {
  const [left, right] = [rank(a), rank(b)];
  const index = left.findIndex((part, at) => part !== right[at]);
  return index === -1 ? 0 : (right[index] ?? 0) - (left[index] ?? 0);
}

function rank(name: string): readonly number[] {
  const { major, stage, minor } =
    /^v(?<major>\d+)(?:(?<stage>alpha|beta)(?<minor>\d+))?$/u.exec(name)?.groups ?? {};
  const level = stage === undefined ? 3 : stage === "beta" ? 2 : 1;
  return major === undefined ? [0, 0, 0] : [level, Number(major), Number(minor ?? 0)];
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
