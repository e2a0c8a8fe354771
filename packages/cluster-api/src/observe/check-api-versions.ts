import { apiVersionState, servedVersions } from "../reference/api-version.ts";
import type { ObserveOptions } from "./observation.ts";
import { isClusterObject, nodePoolKind } from "./observed-kinds.ts";
import { finding, type Finding, type PlacedObject } from "./placed-object.ts";

const readVersions = new Set(["v1beta1", "v1beta2"]);

/** Objects in versions that are not read, or that nobody serves any more. */
export function checkApiVersions(
  objects: readonly PlacedObject[],
  { targetVersions = {} }: ObserveOptions,
): readonly Finding[] {
  return objects.filter(isClusterObject).flatMap((placed) => {
    const { group, version, kind } = placed.address;
    const facts = { pointer: "/apiVersion", found: version };
    if (!isReadVersion(placed, targetVersions)) {
      const message = `version ${version} of the kind is not read`;
      return [finding("CLUSTER_API_VERSION_UNKNOWN", placed, { ...facts, message })];
    }
    const served = servedVersions(group, kind, targetVersions);
    if (served === undefined || served.includes(version)) {
      return [];
    }
    const message = `version ${version} is served no longer; ${served.join(", ")} is`;
    return [finding("CLUSTER_API_VERSION_NOT_SERVED", placed, { ...facts, message })];
  });
}

/** Whether an object's version is read; of other providers' kinds, their plugins tell. */
export function isReadVersion(
  placed: PlacedObject,
  targetVersions: NonNullable<ObserveOptions["targetVersions"]> = {},
): boolean {
  const { group, version, kind } = placed.address;
  const pool = nodePoolKind(placed);
  if (pool !== undefined) {
    return pool.versions.includes(version);
  }
  const isOwnKind = apiVersionState({ group, version, kind }, targetVersions) !== "unknown";
  return !isOwnKind || readVersions.has(version);
}
