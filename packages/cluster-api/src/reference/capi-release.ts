import {
  compareKubernetesVersions,
  formatKubernetesMinor,
  type KubernetesVersion,
  releaseData,
  requireKubernetesVersion,
  type TargetVersions,
} from "@imagewright/core";

/**
 * The release of Cluster API that objects are judged for: `capi` of the target versions, or the
 * newest the tables know. A release without patch number counts as its first one.
 *
 * @throws {ImagewrightError} `VERSION_INVALID` if `capi` is no version
 */
export function capiRelease({ capi }: TargetVersions): KubernetesVersion {
  return requireKubernetesVersion(capi ?? newestRelease(), "tolerant");
}

/** Whether a release is the named one, or came after it. */
export function isSince(release: KubernetesVersion, first: string): boolean {
  const order = compareKubernetesVersions(
    release,
    requireKubernetesVersion(first),
    "without-prerelease",
  );
  return order >= 0;
}

/** The minor of a release as text: `1.14`. */
export function releaseLine(release: KubernetesVersion): string {
  return formatKubernetesMinor(release);
}

function newestRelease(): string {
  return releaseData.clusterApi.releases.at(-1)?.minor ?? "1.14";
}
