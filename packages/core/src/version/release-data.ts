import type { Diagnostic } from "../diagnostic.ts";
import { requireCalendarDate } from "./calendar-date.ts";
import data from "./data/release-data.json" with { type: "json" };
import { formatKubernetesMinor, requireKubernetesMinor } from "./kubernetes-minor.ts";
import { versionDiagnostics } from "./version-diagnostics.ts";

/** When Kubernetes itself released and supported a minor. Dates are RFC 3339 `full-date`. */
export interface KubernetesRelease {
  readonly minor: string;
  readonly released: string;
  /** From this day on, fixes for critical problems only; absent for the oldest releases. */
  readonly maintenance?: string;
  /** The last day with fixes. */
  readonly endOfLife: string;
  /** The newest patch release the data know, not necessarily the newest there is. */
  readonly lastPatch: string;
  readonly lastPatchReleased: string;
}

/** When Amazon EKS offered and supported a minor. */
export interface EksRelease {
  readonly minor: string;
  readonly released: string;
  /** The last day of standard support. */
  readonly standardEnd: string;
  /** The last day of extended support, for minors that have it. */
  readonly extendedEnd?: string;
}

/** A release line of containerd. */
export interface ContainerdRelease {
  /** @example "2.1" */
  readonly line: string;
  readonly released: string;
  /** The last day, or the last month, with fixes. */
  readonly endOfLife: string;
  readonly lastPatch: string;
}

/** Which containerd a Kubernetes minor is tested with: the first good release of each line. */
export interface ContainerdRequirement {
  readonly kubernetes: string;
  readonly containerd: readonly string[];
}

/** Which Kubernetes minors a minor release of Cluster API supports. */
export interface ClusterApiRelease {
  readonly minor: string;
  /** Year and month. */
  readonly released: string;
  /** Oldest minor of a management cluster. */
  readonly management: string;
  /** Oldest minor of a workload cluster. */
  readonly workload: string;
  /** Newest minor of either. */
  readonly newest: string;
  /** Minors that were added in a patch release. */
  readonly since: readonly { readonly kubernetes: string; readonly clusterApi: string }[];
}

/** Where a table was taken from, and the day its facts are of. */
export interface DataOrigin {
  readonly source: string;
  readonly date: string;
}

/** The embedded tables about releases; each names its source and date. */
export interface ReleaseData {
  readonly kubernetes: DataOrigin & { readonly releases: readonly KubernetesRelease[] };
  readonly eks: DataOrigin & { readonly releases: readonly EksRelease[] };
  readonly containerd: DataOrigin & { readonly releases: readonly ContainerdRelease[] };
  readonly containerdByKubernetes: DataOrigin & { readonly rows: readonly ContainerdRequirement[] };
  readonly clusterApi: DataOrigin & { readonly releases: readonly ClusterApiRelease[] };
}

export const releaseData: ReleaseData = data;

/** Days after which the embedded data are called old. */
const maxAgeDays = 180;

/**
 * What is known of a Kubernetes minor.
 *
 * @param minor - e.g. `1.33`
 * @returns undefined for a minor that is not in the data: unknown, not invalid
 * @throws {ImagewrightError} `VERSION_INVALID` if the text is no minor release
 * @example
 * ```ts
 * releaseOf("1.33")?.endOfLife; // => "2026-06-28"
 * releaseOf("1.99"); // => undefined
 * ```
 */
export function releaseOf(minor: string): KubernetesRelease | undefined {
  const wanted = formatKubernetesMinor(requireKubernetesMinor(minor));
  return releaseData.kubernetes.releases.find((release) => release.minor === wanted);
}

/**
 * What is known of a Kubernetes minor on Amazon EKS.
 *
 * @throws {ImagewrightError} `VERSION_INVALID` if the text is no minor release
 * @example
 * ```ts
 * eksReleaseOf("1.33")?.standardEnd; // => "2026-07-29"
 * ```
 */
export function eksReleaseOf(minor: string): EksRelease | undefined {
  const wanted = formatKubernetesMinor(requireKubernetesMinor(minor));
  return releaseData.eks.releases.find((release) => release.minor === wanted);
}

/**
 * Whether the embedded data are too old to be relied on.
 *
 * @param today - RFC 3339 date, e.g. `2026-11-21`
 * @returns one `VERSION_DATA_STALE` for each table older than 180 days
 * @throws {ImagewrightError} `INPUT_INVALID` if `today` is no date
 * @example
 * ```ts
 * releaseDataAge("2026-11-21"); // => []
 * releaseDataAge("2030-01-01").every(({ code }) => code === "VERSION_DATA_STALE"); // => true
 * ```
 */
export function releaseDataAge(today: string): readonly Diagnostic[] {
  const day = requireCalendarDate(today);
  const tables: readonly (readonly [string, DataOrigin])[] = Object.entries(releaseData);
  return tables
    .map(([name, { date }]) => ({ name, date, days: day - requireCalendarDate(date) }))
    .filter(({ days }) => days > maxAgeDays)
    .map(({ name, date, days }) =>
      versionDiagnostics.report("VERSION_DATA_STALE", {
        message: `the release data "${name}" are ${days} days old`,
        found: date,
        expected: `at most ${maxAgeDays} days before ${today}`,
      }),
    );
}
