import {
  compareKubernetesMinors,
  compareKubernetesVersions,
  type Diagnostic,
  type KubernetesVersion,
  parseKubernetesMinor,
  parseKubernetesVersion,
  textAt,
  type VersionFact,
} from "@imagewright/core";
import type { FieldChange, StoredObject } from "@imagewright/core/plan";

import { planFinding } from "./plan-finding.ts";

/** What becomes of a version in an object. */
export type NextVersion =
  | { readonly outcome: "same" }
  | {
      readonly outcome: "changed";
      readonly field: FieldChange;
      /** As it is written. */
      readonly text: string;
      readonly from: KubernetesVersion;
      readonly to: KubernetesVersion;
    }
  | { readonly outcome: "refused"; readonly diagnostic: Diagnostic };

/**
 * The next version of an object, written with `v` as Cluster API demands it.
 *
 * @param form - `asWritten` for kinds of other owners, which may do without the `v`
 */
export function nextVersion(
  { place }: VersionFact,
  { object }: StoredObject,
  version: string,
  form: "prefixed" | "asWritten" = "prefixed",
): NextVersion {
  const { pointer } = place;
  const current = textAt(object, pointer) ?? "";
  const [from, to] = [parseKubernetesVersion(current, "either"), parseKubernetesVersion(version)];
  const minor = parseKubernetesMinor(version);
  if (from !== undefined && minor !== undefined && compareKubernetesMinors(from, minor) === 0) {
    // Nobody says more than the minor, as of EKS: any patch of it will do.
    return { outcome: "same" };
  }
  if (from === undefined || to === undefined) {
    const found = from === undefined ? current : version;
    const message = `the version of ${place.object.kind} ${place.object.name} cannot be told`;
    const diagnostic = planFinding("CAPI_PLAN_VERSION_OPEN", place, { message, found });
    return { outcome: "refused", diagnostic };
  }
  if (compareKubernetesVersions(from, to, "with-build") === 0) {
    return { outcome: "same" };
  }
  const text = form === "asWritten" && !current.startsWith("v") ? version : `v${version}`;
  return { outcome: "changed", field: { pointer, from: current, to: text }, text, from, to };
}

/** Whether two versions are of different minor releases. */
export function isMinorStep(from: KubernetesVersion, to: KubernetesVersion): boolean {
  return from.minor !== to.minor || from.major !== to.major;
}
