import type { Diagnostic, SourceLocation } from "../diagnostic.ts";
import { requireCalendarDate } from "./calendar-date.ts";
import { requireKubernetesMinor } from "./kubernetes-minor.ts";
import { eksReleaseOf, type KubernetesRelease, releaseData, releaseOf } from "./release-data.ts";
import { versionDiagnostics } from "./version-diagnostics.ts";

/**
 * Where a minor stands in its life. `maintenance` means critical fixes only; `unknown` that the
 * data do not say, as for a minor that is newer than they are.
 */
export type KubernetesSupport = "unreleased" | "supported" | "maintenance" | "ended" | "unknown";

/** Where a minor stands on Amazon EKS; extended support is paid for. */
export type EksSupport = "unreleased" | "standard" | "extended" | "ended" | "unknown";

/** How a minor is supported on one day. */
export interface ReleaseSupport {
  readonly kubernetes: KubernetesSupport;
  readonly eks: EksSupport;
}

/**
 * How a Kubernetes minor is supported on a day. The last day of a period still belongs to it.
 *
 * @param minor - e.g. `1.33`
 * @param today - RFC 3339 date, e.g. `2026-11-21`
 * @throws {ImagewrightError} `VERSION_INVALID` if `minor` is none, `INPUT_INVALID` if `today` is no
 *   date
 * @example
 * ```ts
 * supportOn("1.31", "2026-01-01"); // => { kubernetes: "ended", eks: "extended" }
 * ```
 */
export function supportOn(minor: string, today: string): ReleaseSupport {
  requireCalendarDate(today);
  return { kubernetes: kubernetesSupport(minor, today), eks: eksSupport(minor, today) };
}

/** Where the minor is written, for the diagnostic. */
export interface MinorPlace {
  readonly pointer?: string | undefined;
  readonly source?: SourceLocation | undefined;
}

/**
 * What a reader should know about using a minor on a day: nothing, or one diagnostic that it is
 * unknown, in maintenance, or past its end of life.
 *
 * @param minor - e.g. `1.33`
 * @param today - RFC 3339 date
 * @throws {ImagewrightError} as {@link supportOn} does
 * @example
 * ```ts
 * checkRelease("1.34", "2026-01-01"); // => []
 * checkRelease("1.30", "2026-01-01").map(({ message }) => message);
 * // => ["Kubernetes 1.30 has reached its end of life on 2025-07-15"]
 * ```
 */
export function checkRelease(
  minor: string,
  today: string,
  { pointer = "", source }: MinorPlace = {},
): readonly Diagnostic[] {
  const { kubernetes } = supportOn(minor, today);
  if (kubernetes === "supported") {
    return [];
  }
  const { code, says } = findings[kubernetes];
  const message = `Kubernetes ${minor} ${says(releaseOf(minor))}`;
  return [versionDiagnostics.report(code, { message, pointer, source, found: minor })];
}

/** How each kind of support but the full one is told. */
const findings = {
  unreleased: { code: "VERSION_RELEASE_UNKNOWN", says: notYet },
  unknown: { code: "VERSION_RELEASE_UNKNOWN", says: notYet },
  maintenance: { code: "VERSION_RELEASE_MAINTENANCE", says: maintained },
  ended: { code: "VERSION_RELEASE_ENDED", says: ended },
} as const;

function notYet(release: KubernetesRelease | undefined): string {
  return release === undefined
    ? `is not in the release data of ${releaseData.kubernetes.date}`
    : `is released on ${release.released}`;
}

function maintained(release: KubernetesRelease | undefined): string {
  return `gets critical fixes only${release === undefined ? "" : `, until ${release.endOfLife}`}`;
}

function ended(release: KubernetesRelease | undefined): string {
  return `has reached its end of life${release === undefined ? "" : ` on ${release.endOfLife}`}`;
}

function kubernetesSupport(minor: string, today: string): KubernetesSupport {
  const release = releaseOf(minor);
  if (release === undefined) {
    return isBeforeTable(minor) ? "ended" : "unknown";
  }
  if (today < release.released) {
    return "unreleased";
  }
  if (today > release.endOfLife) {
    return "ended";
  }
  const { maintenance } = release;
  return maintenance !== undefined && today >= maintenance ? "maintenance" : "supported";
}

function eksSupport(minor: string, today: string): EksSupport {
  const release = eksReleaseOf(minor);
  if (release === undefined) {
    return "unknown";
  }
  if (today < release.released) {
    return "unreleased";
  }
  if (today <= release.standardEnd) {
    return "standard";
  }
  return today <= (release.extendedEnd ?? release.standardEnd) ? "extended" : "ended";
}

/** Minors are released in order, so those before the oldest in the table ended before it did. */
function isBeforeTable(minor: string): boolean {
  const [first] = releaseData.kubernetes.releases;
  const oldest = first === undefined ? undefined : requireKubernetesMinor(first.minor);
  const wanted = requireKubernetesMinor(minor);
  return oldest !== undefined && wanted.major === oldest.major && wanted.minor < oldest.minor;
}
