import type { KubernetesVersion } from "./kubernetes-version.ts";

/** Before, the same, after. */
export type VersionOrder = -1 | 0 | 1;

/**
 * What counts when two versions are compared, as Cluster API does it.
 *
 * - `precedence`: semantic versioning; build tags do not count
 * - `with-build`: precedence, then the build tags (upgrade plans, "is an upgrade running")
 * - `without-prerelease`: precedence, as if neither had a pre-release (limits of webhooks)
 */
export type VersionComparison = "precedence" | "with-build" | "without-prerelease";

/**
 * Orders two versions.
 *
 * With build tags there is a fourth answer: `different`, for tags that are words and not the same
 * word, such as two commit hashes. It is a change, but neither an upgrade nor a downgrade, and it
 * does not compare with numbers.
 *
 * @returns -1 if `a` comes before `b`, 0 if they are the same in this mode, 1 if `a` comes after
 * @see https://github.com/kubernetes-sigs/cluster-api/blob/v1.14.0/util/version/version.go
 * @example
 * ```ts
 * const ours = requireKubernetesVersion("1.34.1+build.2");
 * const theirs = requireKubernetesVersion("1.34.1+build.10");
 * compareKubernetesVersions(ours, theirs, "precedence"); // => 0
 * compareKubernetesVersions(ours, theirs, "with-build"); // => -1
 * ```
 */
export function compareKubernetesVersions(
  a: KubernetesVersion,
  b: KubernetesVersion,
  mode: "precedence" | "without-prerelease",
): VersionOrder;
export function compareKubernetesVersions(
  a: KubernetesVersion,
  b: KubernetesVersion,
  mode: VersionComparison,
): VersionOrder | "different";
export function compareKubernetesVersions(
  a: KubernetesVersion,
  b: KubernetesVersion,
  mode: VersionComparison,
): VersionOrder | "different" {
  const order = sign(a.major - b.major) || sign(a.minor - b.minor) || sign(a.patch - b.patch) || 0;
  if (order !== 0 || mode === "without-prerelease") {
    return order;
  }
  const byPrerelease = comparePrereleases(a.prerelease, b.prerelease);
  return byPrerelease === 0 && mode === "with-build"
    ? compareBuilds(a.build, b.build)
    : byPrerelease;
}

/** A version without pre-release comes after all of its pre-releases. */
function comparePrereleases(a: readonly string[], b: readonly string[]): VersionOrder {
  if (a.length === 0 || b.length === 0) {
    return sign(b.length - a.length);
  }
  for (const [index, left] of a.entries()) {
    const right = b[index];
    if (right === undefined) {
      return 1;
    }
    const order = compareKinds(left, right) || compareWords(left, right);
    if (order !== 0) {
      return order;
    }
  }
  return sign(a.length - b.length);
}

function compareBuilds(a: readonly string[], b: readonly string[]): VersionOrder | "different" {
  for (const [index, left] of a.entries()) {
    const right = b[index];
    if (right === undefined) {
      return 1;
    }
    const order = compareKinds(left, right);
    if (order !== 0) {
      return order;
    }
    if (!isNumeric(left) && left !== right) {
      return "different";
    }
  }
  return sign(a.length - b.length);
}

/** Numbers by their value, numbers before words; two words are left to the caller. */
function compareKinds(a: string, b: string): VersionOrder {
  if (isNumeric(a) && isNumeric(b)) {
    const [left, right] = [withoutZeros(a), withoutZeros(b)];
    return sign(left.length - right.length) || compareWords(left, right);
  }
  return sign(Number(isNumeric(b)) - Number(isNumeric(a)));
}

/** By code unit, which is ASCII order here; equal numbers of other lengths are equal already. */
function compareWords(a: string, b: string): VersionOrder {
  return a < b ? -1 : a > b ? 1 : 0;
}

function isNumeric(identifier: string): boolean {
  return /^\d+$/u.test(identifier);
}

function withoutZeros(digits: string): string {
  return digits.replace(/^0+(?=\d)/u, "");
}

function sign(difference: number): VersionOrder {
  return difference < 0 ? -1 : difference > 0 ? 1 : 0;
}
