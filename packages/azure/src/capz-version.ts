import {
  compareKubernetesVersions,
  parseKubernetesVersion,
  type TargetVersions,
} from "@imagewright/core";

import releases from "./data/capz-fields.json" with { type: "json" };

/** The newest release of CAPZ whose fields and defaults are known here. */
export const newestCapzVersion = releases.newest;

/** The oldest release that is known. */
export const oldestCapzVersion = releases.oldest;

/**
 * Whether one release of CAPZ came before another. What is no version counts as the newest, so
 * that a misspelt one gates nothing.
 */
export function isBeforeRelease(version: string, release: string): boolean {
  const a = parseKubernetesVersion(version, "tolerant");
  const b = parseKubernetesVersion(release, "tolerant");
  return a !== undefined && b !== undefined && compareKubernetesVersions(a, b, "precedence") < 0;
}

/** The release of CAPZ that is installed, as far as anybody said. */
export function capzVersionOf(targetVersions: TargetVersions): string {
  return targetVersions["capz"] ?? newestCapzVersion;
}
