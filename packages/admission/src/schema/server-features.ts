import {
  compareKubernetesMinors,
  parseKubernetesMinor,
  parseKubernetesVersion,
  requireKubernetesMinor,
  type TargetVersions,
} from "@imagewright/core";

import table from "./data/server-features.json" with { type: "json" };

/** What API servers of some releases judge otherwise than the newest one does. */
export interface ServerFeatures {
  /** Whether an update may leave what was wrong before as it is. */
  readonly ratcheting: boolean;
  /** Whether the formats `k8s-short-name` and `k8s-long-name` are checked. */
  readonly nameFormats: boolean;
}

export const newestFeatures: ServerFeatures = { ratcheting: true, nameFormats: true };

/** The features of a release; those of the newest one where it is left out, or is no version. */
export function serverFeatures({ kubernetes }: TargetVersions): ServerFeatures {
  const text = kubernetes?.replace(/^v/u, "") ?? "";
  const release = parseKubernetesMinor(text) ?? parseKubernetesVersion(text);
  if (release === undefined) {
    return newestFeatures;
  }
  const has = (since: string): boolean =>
    compareKubernetesMinors(release, requireKubernetesMinor(since)) >= 0;
  return { ratcheting: has(table.since.ratcheting), nameFormats: has(table.since.nameFormats) };
}
