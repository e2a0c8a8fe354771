import { compareKubernetesVersions } from "./compare-versions.ts";
import {
  compareKubernetesMinors,
  formatKubernetesMinor,
  type KubernetesMinor,
  requireKubernetesMinor,
} from "./kubernetes-minor.ts";
import { requireKubernetesVersion } from "./kubernetes-version.ts";
import { type ClusterApiRelease, type ContainerdRelease, releaseData } from "./release-data.ts";

/** What the tables say of a pair of releases; `unknown` where they end. */
export type PairSupport = "supported" | "unsupported" | "unknown";

/**
 * Whether the containerd project recommends one of its releases for a Kubernetes minor. Lines that
 * came after the row was written are unknown; other lines, and releases of a line before its first
 * good one, are unsupported.
 *
 * @param kubernetes - e.g. `1.33`
 * @param containerd - e.g. `2.1.4`
 * @throws {ImagewrightError} `VERSION_INVALID`
 * @see https://containerd.io/releases/#kubernetes-support
 * @example
 * ```ts
 * containerdSupport("1.34", "2.1.4"); // => "supported"
 * containerdSupport("1.34", "1.6.0"); // => "unsupported"
 * ```
 */
export function containerdSupport(kubernetes: string, containerd: string): PairSupport {
  const wanted = formatKubernetesMinor(requireKubernetesMinor(kubernetes));
  const version = requireKubernetesVersion(containerd);
  const row = releaseData.containerdByKubernetes.rows.find((entry) => entry.kubernetes === wanted);
  if (row === undefined) {
    return "unknown";
  }
  const firsts = row.containerd.map((text) => requireKubernetesVersion(text));
  const first = firsts.find((entry) => compareKubernetesMinors(entry, version) === 0);
  if (first !== undefined) {
    const isGood = compareKubernetesVersions(version, first, "precedence") >= 0;
    return isGood ? "supported" : "unsupported";
  }
  const isNewer = firsts.every((entry) => compareKubernetesMinors(entry, version) < 0);
  return isNewer ? "unknown" : "unsupported";
}

/**
 * What is known of the release line of a containerd version.
 *
 * @param containerd - e.g. `2.1.4`
 * @throws {ImagewrightError} `VERSION_INVALID`
 * @example
 * ```ts
 * containerdReleaseOf("2.1.4")?.line; // => "2.1"
 * ```
 */
export function containerdReleaseOf(containerd: string): ContainerdRelease | undefined {
  const line = formatKubernetesMinor(requireKubernetesVersion(containerd));
  return releaseData.containerd.releases.find((release) => release.line === line);
}

/**
 * Whether a release of Cluster API supports a Kubernetes minor. Kubernetes minors newer than the
 * row, and releases of Cluster API without a row, are unknown: support is added in patch releases.
 *
 * @param clusterApi - e.g. `1.13.1`
 * @param kubernetes - e.g. `1.36`
 * @param role - a management cluster that also runs itself is judged as `management`
 * @throws {ImagewrightError} `VERSION_INVALID`
 * @see https://cluster-api.sigs.k8s.io/reference/versions
 * @example
 * ```ts
 * clusterApiSupport("1.13.1", "1.36", "workload"); // => "supported"
 * clusterApiSupport("1.13.1", "1.20", "workload"); // => "unsupported"
 * ```
 */
export function clusterApiSupport(
  clusterApi: string,
  kubernetes: string,
  role: "management" | "workload",
): PairSupport {
  const version = requireKubernetesVersion(clusterApi);
  const minor = requireKubernetesMinor(kubernetes);
  const line = formatKubernetesMinor(version);
  const release = releaseData.clusterApi.releases.find((entry) => entry.minor === line);
  if (release === undefined || isAfter(minor, release.newest)) {
    return "unknown";
  }
  if (isAfter(requireKubernetesMinor(release[role]), kubernetes)) {
    return "unsupported";
  }
  const since = sinceOf(release, minor);
  const isIncluded =
    since === undefined ||
    compareKubernetesVersions(version, requireKubernetesVersion(since), "precedence") >= 0;
  return isIncluded ? "supported" : "unsupported";
}

function sinceOf(release: ClusterApiRelease, minor: KubernetesMinor): string | undefined {
  const name = formatKubernetesMinor(minor);
  return release.since.find((entry) => entry.kubernetes === name)?.clusterApi;
}

function isAfter(minor: KubernetesMinor, other: string): boolean {
  return compareKubernetesMinors(minor, requireKubernetesMinor(other)) > 0;
}
