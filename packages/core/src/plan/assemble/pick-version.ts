import { compareKubernetesVersions } from "../../version/compare-versions.ts";
import {
  compareKubernetesMinors,
  formatKubernetesMinor,
  type KubernetesMinor,
} from "../../version/kubernetes-minor.ts";
import { parseKubernetesVersion } from "../../version/kubernetes-version.ts";
import { releaseOf } from "../../version/release-data.ts";
import { type CurrentImages, imageAt, isSettled } from "./group-image.ts";
import type { ImageResolver } from "./image-resolver.ts";
import { type KnownVersion, minorVersion, type PlanGroup } from "./plan-group.ts";

/** Who has to run a version of some minor release. */
export interface VersionQuestion {
  readonly minor: KubernetesMinor;
  readonly movers: readonly PlanGroup[];
  readonly current: CurrentImages;
  /** It may not be older than this. */
  readonly atLeast?: KnownVersion | undefined;
  /** Versions that were named. */
  readonly through: readonly string[];
  readonly resolver: ImageResolver;
}

/** The version of a minor release that groups go to. */
export type VersionAnswer =
  | { readonly outcome: "version"; readonly version: KnownVersion }
  /** Nothing says which one: only the groups without images in the catalog are asked. */
  | { readonly outcome: "unknown" }
  /** The newest builds have tags that have no order. */
  | { readonly outcome: "several"; readonly found: string };

/**
 * The newest version of a minor release that there are images of for everybody who has to run it.
 * Where there is none, the one that the fewest images lack for; they will be found missing.
 */
export function pickVersion(question: VersionQuestion): VersionAnswer {
  const { minor, movers, through } = question;
  const named = through.map((text) => knownText(text)).find((one) => isOf(one, minor));
  if (named !== undefined) {
    return { outcome: "version", version: named };
  }
  if (movers.every(({ images }) => images.length === 0)) {
    const text = formatKubernetesMinor(minor);
    const version = movers.every(takesMinor) ? minorVersion(text) : undefined;
    return version === undefined ? { outcome: "unknown" } : { outcome: "version", version };
  }
  const candidates = candidatesOf(question);
  const lacks = candidates.map((version) => lackOf(question, version));
  const fewest = Math.min(...lacks);
  const best = candidates.filter((_, index) => lacks[index] === fewest);
  const newest = best.filter((version) => best.every((other) => !isAfter(other, version)));
  const [first] = newest;
  if (first === undefined) {
    return neverBuilt(minor);
  }
  return newest.length > 1
    ? { outcome: "several", found: newest.map(({ text }) => text).join(", ") }
    : { outcome: "version", version: first };
}

/** Nobody has built one: the newest that is known would have to be. */
function neverBuilt(minor: KubernetesMinor): VersionAnswer {
  const text = formatKubernetesMinor(minor);
  const version = knownText(releaseOf(text)?.lastPatch ?? text) ?? minorVersion(text);
  return version === undefined ? { outcome: "unknown" } : { outcome: "version", version };
}

/** Versions of the minor that there are usable images of, each once. */
function candidatesOf({ minor, atLeast, resolver }: VersionQuestion): readonly KnownVersion[] {
  const prefix = `${formatKubernetesMinor(minor)}.`;
  const texts = new Set(
    resolver.records
      .filter((record) => record.kubernetesVersion.startsWith(prefix) && resolver.isUsable(record))
      .map(({ kubernetesVersion }) => kubernetesVersion),
  );
  return [...texts]
    .toSorted()
    .map(knownText)
    .filter((version) => version !== undefined)
    .filter(({ parsed }) => parsed.prerelease.length === 0)
    .filter((version) => atLeast === undefined || atLeast.isMinor || !isAfter(atLeast, version));
}

function lackOf({ movers, current, resolver }: VersionQuestion, version: KnownVersion): number {
  const needed = movers.flatMap(({ images }) => images);
  return needed.filter((one) => !isSettled(imageAt(one, version, current.get(one), resolver)))
    .length;
}

/** Whether a version comes after another, build tags included. */
function isAfter(a: KnownVersion, b: KnownVersion): boolean {
  return compareKubernetesVersions(a.parsed, b.parsed, "with-build") === 1;
}

function isOf(version: KnownVersion | undefined, minor: KubernetesMinor): boolean {
  return version !== undefined && compareKubernetesMinors(version.parsed, minor) === 0;
}

/** A version that a person or a catalog wrote. */
export function knownText(text: string): KnownVersion | undefined {
  const parsed = parseKubernetesVersion(text);
  return parsed === undefined ? minorVersion(text) : { text, parsed, isMinor: false };
}

/** Whether two numbers are enough for a group: of managed nodes, the cloud knows the third. */
export function takesMinor({ group, need }: PlanGroup): boolean {
  return (
    group.kind === "eks" ||
    group.kind === "managedPool" ||
    group.kind === "karpenterNodePool" ||
    (need.by === "version" && need.isByMinor === true)
  );
}
