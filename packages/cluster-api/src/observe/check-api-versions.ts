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
  const known = new Map<string, VersionFault | "none">();
  return objects.filter(isClusterObject).flatMap((placed) => {
    const { group, version, kind } = placed.address;
    const key = JSON.stringify([group, version, kind]);
    const fault = known.get(key) ?? faultOf(placed, targetVersions) ?? "none";
    known.set(key, fault);
    return fault === "none"
      ? []
      : [
          finding(fault.code, placed, {
            message: fault.message,
            pointer: "/apiVersion",
            found: version,
          }),
        ];
  });
}

/** What is wrong with a version of a kind: the same of every object. */
interface VersionFault {
  readonly code: "CLUSTER_API_VERSION_UNKNOWN" | "CLUSTER_API_VERSION_NOT_SERVED";
  readonly message: string;
}

function faultOf(
  placed: PlacedObject,
  targetVersions: NonNullable<ObserveOptions["targetVersions"]>,
): VersionFault | undefined {
  const { group, version, kind } = placed.address;
  if (!isReadVersion(placed, targetVersions)) {
    const message = `version ${version} of the kind is not read`;
    return { code: "CLUSTER_API_VERSION_UNKNOWN", message };
  }
  const served = servedVersions(group, kind, targetVersions);
  if (served === undefined || served.includes(version)) {
    return undefined;
  }
  const message = `version ${version} is served no longer; ${served.join(", ")} is`;
  return { code: "CLUSTER_API_VERSION_NOT_SERVED", message };
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
