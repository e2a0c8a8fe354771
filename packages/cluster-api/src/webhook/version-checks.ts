import {
  compareKubernetesVersions,
  type Diagnostic,
  type JsonObject,
  type KubernetesVersion,
  parseKubernetesVersion,
  showValue,
  textAt,
} from "@imagewright/core";

import { withValueAt } from "../json/write-field.ts";
import { invalid } from "./webhook-findings.ts";

/** A version the webhook looks at, if there is one: `v` and a semantic version. */
export function checkVersion(object: JsonObject, pointer: string): readonly Diagnostic[] {
  const version = textAt(object, pointer);
  if (version === undefined || version === "") {
    return [];
  }
  const bare = version.startsWith("v") ? version.slice(1) : version;
  return [
    ...(version.startsWith("v")
      ? []
      : [invalid(pointer, version, "must start with v", "CAPI_WEBHOOK_VERSION")]),
    ...(parseKubernetesVersion(bare) === undefined
      ? [invalid(pointer, version, "must be a valid semantic version", "CAPI_WEBHOOK_VERSION")]
      : []),
  ];
}

/** The object with a `v` before a version that has none, as defaulting puts it there. */
export function withPrefixedVersion(object: JsonObject, pointer: string): JsonObject {
  const version = textAt(object, pointer);
  return version === undefined || version === "" || version.startsWith("v")
    ? object
    : withValueAt(object, pointer, `v${version}`);
}

/** Whether a version is two minors or more above another one; pre-releases do not count. */
export function skipsMinor(from: KubernetesVersion, to: KubernetesVersion): boolean {
  const ceiling = { ...from, minor: from.minor + 2, patch: 0, prerelease: [], build: [] };
  return compareKubernetesVersions(to, ceiling, "without-prerelease") >= 0;
}

/** A step of a control plane: at most one minor upwards; nothing is said about downgrades. */
export function checkMinorStep(
  oldObject: JsonObject,
  object: JsonObject,
  pointer: string,
): readonly Diagnostic[] {
  const [before, after] = [textAt(oldObject, pointer) ?? "", textAt(object, pointer) ?? ""];
  const from = parseKubernetesVersion(before, "tolerant");
  const to = parseKubernetesVersion(after, "tolerant");
  if (from === undefined) {
    const message = `the present version ${showValue(before)} cannot be read`;
    return [invalid(pointer, before, message, "CAPI_WEBHOOK_VERSION")];
  }
  return to !== undefined && skipsMinor(from, to)
    ? [
        invalid(
          pointer,
          after,
          `cannot update Kubernetes version from ${before} to ${after}`,
          "CAPI_WEBHOOK_VERSION_STEP",
        ),
      ]
    : [];
}
