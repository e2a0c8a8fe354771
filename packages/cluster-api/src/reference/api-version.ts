import type { TargetVersions } from "@imagewright/core";

import versionData from "../data/api-versions.json" with { type: "json" };
import contractData from "../data/contract-versions.json" with { type: "json" };
import { capiRelease, isSince } from "./capi-release.ts";

/** What a release of Cluster API makes of an API version. */
export type ApiVersionState =
  | "served"
  /** Served, and announced to go. */
  | "deprecated"
  | "notServed"
  /** The kind is not Cluster API's own. */
  | "unknown";

interface VersionRow {
  readonly version: string;
  readonly since?: string;
  readonly deprecated?: string;
  /** The release that serves it no longer. */
  readonly removed?: string;
}

interface GroupRow {
  readonly group: string;
  readonly kinds: readonly string[];
  readonly versions: readonly VersionRow[];
}

const groups: readonly GroupRow[] = versionData.groups;

/**
 * What a release of Cluster API makes of a version of one of its own kinds.
 *
 * @throws {ImagewrightError} `VERSION_INVALID` if `targetVersions.capi` is no version
 * @see https://cluster-api.sigs.k8s.io/reference/versions
 * @example
 * ```ts
 * const kind = { group: "cluster.x-k8s.io", version: "v1beta1", kind: "Cluster" };
 * apiVersionState(kind, { capi: "1.10.0" }); // => "served"
 * apiVersionState(kind, { capi: "1.14.0" }); // => "deprecated"
 * apiVersionState(kind, { capi: "1.16.0" }); // => "notServed"
 * apiVersionState({ ...kind, kind: "Widget" }, {}); // => "unknown"
 * ```
 */
export function apiVersionState(
  {
    group,
    version,
    kind,
  }: { readonly group: string; readonly version: string; readonly kind: string },
  targetVersions: TargetVersions,
): ApiVersionState {
  const row = groupOf(group, kind);
  if (row === undefined) {
    return "unknown";
  }
  const release = capiRelease(targetVersions);
  const found = row.versions.find((entry) => entry.version === version);
  const isGone = found?.removed !== undefined && isSince(release, found.removed);
  const isComing = found?.since !== undefined && !isSince(release, found.since);
  if (found === undefined || isGone || isComing) {
    return "notServed";
  }
  return found.deprecated !== undefined && isSince(release, found.deprecated)
    ? "deprecated"
    : "served";
}

/**
 * The versions of a kind that can be written: of Cluster API's own kinds those its release serves,
 * of the kinds of known providers those their definitions serve. Oldest first; undefined for kinds
 * of other providers.
 *
 * @throws {ImagewrightError} `VERSION_INVALID` if `targetVersions.capi` is no version
 * @example
 * ```ts
 * servedVersions("cluster.x-k8s.io", "MachineDeployment", { capi: "1.14.0" });
 * // => ["v1beta1", "v1beta2"]
 * servedVersions("infrastructure.cluster.x-k8s.io", "AWSMachineTemplate"); // => ["v1beta2"]
 * servedVersions("infrastructure.cluster.x-k8s.io", "WidgetMachineTemplate"); // => undefined
 * ```
 */
export function servedVersions(
  group: string,
  kind: string,
  targetVersions: TargetVersions = {},
): readonly string[] | undefined {
  const row = groupOf(group, kind);
  if (row === undefined) {
    return providerOf(group, kind)?.served;
  }
  return row.versions
    .map(({ version }) => version)
    .filter((version) => apiVersionState({ group, version, kind }, targetVersions) !== "notServed");
}

/**
 * The version that Cluster API picks for a reference that names none: the last one of the newest
 * contract it understands. Undefined for providers the tables do not know.
 *
 * @throws {ImagewrightError} `VERSION_INVALID` if `targetVersions.capi` is no version
 * @example
 * ```ts
 * contractVersion("infrastructure.cluster.x-k8s.io", "CloudStackMachineTemplate"); // => "v1beta3"
 * contractVersion("bootstrap.cluster.x-k8s.io", "KubeadmConfigTemplate"); // => "v1beta2"
 * ```
 */
export function contractVersion(
  group: string,
  kind: string,
  targetVersions: TargetVersions = {},
): string | undefined {
  return groupOf(group, kind) === undefined
    ? providerOf(group, kind)?.contracts.at(-1)?.versions.at(-1)
    : servedVersions(group, kind, targetVersions)?.at(-1);
}

function groupOf(group: string, kind: string): GroupRow | undefined {
  return groups.find((row) => row.group === group && row.kinds.includes(kind));
}

function providerOf(
  group: string,
  kind: string,
): (typeof contractData.providers)[number] | undefined {
  return contractData.providers.find(
    (provider) => provider.group === group && kind.startsWith(provider.kindPrefix),
  );
}
