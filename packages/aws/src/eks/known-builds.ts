import table from "./data/binary-builds.json" with { type: "json" };

/** One build of the Kubernetes binaries in the public bucket. */
export interface KnownBuild {
  readonly version: string;
  /** `YYYY-MM-DD` */
  readonly buildDate: string;
}

/** The newest build that is known of each Kubernetes version, in ascending order. */
export const knownBuilds: readonly KnownBuild[] = table.builds.map(
  ([version = "", buildDate = ""]) => ({ version, buildDate }),
);

/**
 * The newest known build of a Kubernetes version.
 *
 * @example
 * ```ts
 * knownBuild("1.34.9"); // => { version: "1.34.9", buildDate: "2026-07-05" }
 * knownBuild("1.34.99"); // => undefined
 * ```
 */
export function knownBuild(version: string): KnownBuild | undefined {
  return knownBuilds.find((build) => build.version === version);
}

/**
 * The newest known build of the newest patch of a version's minor.
 *
 * @example
 * ```ts
 * newestOfMinor("1.34.1")?.version; // => "1.34.9"
 * ```
 */
export function newestOfMinor(version: string): KnownBuild | undefined {
  const [major, minor] = version.split(".");
  return knownBuilds.findLast((build) => build.version.startsWith(`${major}.${minor}.`));
}
