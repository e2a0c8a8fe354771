import table from "./data/capc-releases.json" with { type: "json" };

/** A field of CAPC's API, and the first release that has it. */
export interface ReleasedField {
  /** JSON Pointer below the machine or the cluster's `spec`; `*` is any item of a list. */
  readonly path: string;
  /** @example "0.6.1" */
  readonly since: string;
}

/** The newest release of CAPC we know. */
export const newestRelease: string = table.newest;
/** Fields of a machine that are not as old as their version of the API. */
export const machineFields: readonly ReleasedField[] = table.machineFields;
/** Fields of a cluster that are not as old as their version of the API. */
export const clusterFields: readonly ReleasedField[] = table.clusterFields;

interface ApiVersion {
  readonly name: string;
  readonly since: string;
  readonly until?: string;
}

const apiVersions: readonly ApiVersion[] = table.apiVersions;

/** Versions of its API that a release of CAPC serves, oldest first. */
export function servedBy(release: string): readonly string[] {
  const served = apiVersions.filter(
    ({ since, until }) =>
      compareReleases(since, release) <= 0 &&
      (until === undefined || compareReleases(release, until) < 0),
  );
  return served.map(({ name }) => name);
}

/** The version of its API that is written for a release: the newest with objects for references. */
export function writtenFor(release: string): string | undefined {
  return servedBy(release).findLast((version) => version.startsWith("v1beta"));
}

/** Compares by number; a release without a patch is the newest of its minor. */
export function compareReleases(a: string, b: string): number {
  const [aMajor = 0, aMinor = 0, aPatch = Infinity] = a.split(".").map(Number);
  const [bMajor = 0, bMinor = 0, bPatch = Infinity] = b.split(".").map(Number);
  return aMajor - bMajor || aMinor - bMinor || (aPatch === bPatch ? 0 : aPatch - bPatch);
}
