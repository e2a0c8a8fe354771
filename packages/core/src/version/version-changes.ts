import { compareKubernetesVersions } from "./compare-versions.ts";
import data from "./data/version-changes.json" with { type: "json" };
import { compareKubernetesMinors } from "./kubernetes-minor.ts";
import { type KubernetesVersion, requireKubernetesVersion } from "./kubernetes-version.ts";

/** Something that a node image, or what boots it, has to follow when Kubernetes changes. */
export interface VersionChange {
  /** Stable name. */
  readonly id: string;
  /** What it is about: `containerRuntime`, `kubelet`, `kubeadm`, `cgroup`, … */
  readonly subject: string;
  /** The first release that has it: the last entry for it and all later minors, the others for backports. */
  readonly from: readonly string[];
  readonly summary: string;
}

/** Every change in the data, oldest first. */
export const versionChanges: readonly VersionChange[] = data.changes;

/**
 * Whether a release has a change; pre-releases count as the release they lead to.
 *
 * @example
 * ```ts
 * const removal = versionChanges.find(({ id }) => id === "dockershim-removed");
 * removal && hasChange(requireKubernetesVersion("1.24.0"), removal); // => true
 * ```
 */
export function hasChange(version: KubernetesVersion, change: VersionChange): boolean {
  const firsts = change.from.map((text) => requireKubernetesVersion(text));
  const own = firsts.find((first) => compareKubernetesMinors(first, version) === 0);
  const last = firsts.at(-1);
  const first = own ?? last;
  return (
    first !== undefined && compareKubernetesVersions(version, first, "without-prerelease") >= 0
  );
}

/**
 * What changes for a node image between two releases: what `to` has and `from` has not.
 *
 * @param from - e.g. `1.33.4`
 * @param to - e.g. `1.35.2`
 * @returns oldest first; empty on a downgrade
 * @throws {ImagewrightError} `VERSION_INVALID`
 * @example
 * ```ts
 * changesBetween("1.23.17", "1.24.0").map(({ id }) => id); // => ["dockershim-removed"]
 * ```
 */
export function changesBetween(from: string, to: string): readonly VersionChange[] {
  const start = requireKubernetesVersion(from);
  const end = requireKubernetesVersion(to);
  return versionChanges.filter((change) => hasChange(end, change) && !hasChange(start, change));
}
