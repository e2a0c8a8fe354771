import { ImagewrightError } from "../error.ts";
import { compareKubernetesVersions } from "./compare-versions.ts";
import {
  compareKubernetesMinors,
  formatKubernetesMinor,
  type KubernetesMinor,
  requireKubernetesMinor,
} from "./kubernetes-minor.ts";
import {
  formatKubernetesVersion,
  type KubernetesVersion,
  requireKubernetesVersion,
} from "./kubernetes-version.ts";
import { versionDiagnostics } from "./version-diagnostics.ts";

/**
 * The minor releases an API server passes through on its way up: none may be skipped.
 *
 * @param from - the minor it runs, e.g. `1.31`
 * @param to - the minor where it should end, e.g. `1.34`
 * @returns ascending minors, `from` excluded and `to` included; empty if they are the same
 * @throws {ImagewrightError} `SKEW_VIOLATION` on a downgrade or a change of the major version;
 *   `VERSION_INVALID` if either is no minor release
 * @see https://kubernetes.io/releases/version-skew-policy/
 * @example
 * ```ts
 * minorPath("1.31", "1.34"); // => ["1.32", "1.33", "1.34"]
 * ```
 */
export function minorPath(from: string, to: string): string[] {
  const start = requireKubernetesMinor(from);
  const end = requireKubernetesMinor(to);
  if (compareKubernetesMinors(start, end) > 0) {
    throw skewViolation(from, to, "is a downgrade", "Choose a target that is not older");
  }
  return minorsBetween(start, end, from, to).map(formatKubernetesMinor);
}

/**
 * The releases a control plane passes through on its way up: one minor version at a time, the
 * newest release that is available of each, the last step being the target itself. Other releases
 * of the present minor are skipped, and so are pre-releases unless one is the target.
 *
 * @param from - what the cluster runs, e.g. `1.31.9`
 * @param to - where it should end, e.g. `1.33.4`
 * @param available - the releases that an image exists for, in any order
 * @returns ascending versions, `from` excluded; empty if nothing has to change
 * @throws {ImagewrightError} `SKEW_VIOLATION` on a downgrade (pre-releases and build numbers
 *   count), on a change of the major version, if a minor on the way has no image, or if the target
 *   has none; `VERSION_INVALID` if a text is no version; `INPUT_INVALID` with `VERSION_AMBIGUOUS` if
 *   the newest release of a minor is available in builds that have no order
 * @see https://kubernetes.io/releases/version-skew-policy/
 * @example
 * ```ts
 * upgradePath("1.31.9", "1.33.4", ["1.32.6", "1.32.7", "1.33.4"]); // => ["1.32.7", "1.33.4"]
 * upgradePath("1.31.9", "1.33.4", ["1.33.4"]); // throws SKEW_VIOLATION
 * ```
 */
export function upgradePath(from: string, to: string, available: readonly string[]): string[] {
  const start = requireKubernetesVersion(from);
  const target = requireKubernetesVersion(to);
  const releases = available.map((text) => requireKubernetesVersion(text));
  const direction = compareKubernetesVersions(start, target, "with-build");
  if (direction === 0) {
    return [];
  }
  if (direction === 1) {
    throw skewViolation(from, to, "is a downgrade", "Choose a target that is not older");
  }
  const between = minorsBetween(start, target, from, to).slice(0, -1);
  const hops = between.map((minor) => newestOf(minor, releases));
  const missing = between.filter((_, index) => hops[index] === undefined);
  const isTargetAvailable = releases.some(
    (release) => compareKubernetesVersions(release, target, "with-build") === 0,
  );
  if (missing.length > 0 || !isTargetAvailable) {
    const names = [...missing.map(formatKubernetesMinor), ...(isTargetAvailable ? [] : [to])];
    throw skewViolation(
      from,
      to,
      `has no image for ${names.join(", ")}`,
      `Build an image for ${names.join(" and for ")}`,
    );
  }
  return [...hops.filter((hop) => hop !== undefined), target].map((hop) =>
    formatKubernetesVersion(hop),
  );
}

/** The minors after the first, up to the last; each text as the caller wrote it, for the error. */
function minorsBetween(
  start: KubernetesMinor,
  end: KubernetesMinor,
  from: string,
  to: string,
): readonly KubernetesMinor[] {
  if (start.major !== end.major) {
    throw skewViolation(
      from,
      to,
      "changes the major version",
      "Choose a target of the same major version",
    );
  }
  return Array.from({ length: end.minor - start.minor }, (_, index) => ({
    major: start.major,
    minor: start.minor + 1 + index,
  }));
}

function newestOf(
  minor: KubernetesMinor,
  releases: readonly KubernetesVersion[],
): KubernetesVersion | undefined {
  const candidates = releases.filter(
    (release) => release.prerelease.length === 0 && compareKubernetesMinors(release, minor) === 0,
  );
  const patch = Math.max(...candidates.map((candidate) => candidate.patch));
  const newest = candidates.filter((candidate) => candidate.patch === patch);
  const best = newest.find((candidate) => newest.every((other) => isAtLeast(candidate, other)));
  if (best === undefined && newest.length > 0) {
    throw ambiguousBuilds(newest);
  }
  return best;
}

function isAtLeast(version: KubernetesVersion, other: KubernetesVersion): boolean {
  const order = compareKubernetesVersions(version, other, "with-build");
  return order === 0 || order === 1;
}

function skewViolation(
  from: string,
  to: string,
  fault: string,
  hint: string,
): ImagewrightError<"SKEW_VIOLATION"> {
  return new ImagewrightError("SKEW_VIOLATION", `the upgrade from ${from} to ${to} ${fault}`, {
    details: { from, to },
    hint,
  });
}

function ambiguousBuilds(builds: readonly KubernetesVersion[]): ImagewrightError<"INPUT_INVALID"> {
  const names = builds.map((build) => formatKubernetesVersion(build)).toSorted();
  const diagnostic = versionDiagnostics.report("VERSION_AMBIGUOUS", {
    message: `none of ${names.join(", ")} is the newest: their build tags have no order`,
    found: names.join(", "),
  });
  return new ImagewrightError("INPUT_INVALID", diagnostic.message, {
    details: { diagnostics: [diagnostic] },
    hint: diagnostic.hint,
  });
}
