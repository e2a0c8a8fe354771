import {
  formatKubernetesVersion,
  type KubernetesVersion,
  parseKubernetesVersion,
  type Parsed,
  showValue,
  toParsed,
} from "@imagewright/core";

import { azureDiagnostics } from "./azure-diagnostics.ts";

/** What a consumer may write for "the highest version that is not excluded". */
export const latestVersion = "latest";

const form = /^\d{1,10}\.\d{1,10}\.\d{1,10}$/u;

/** Largest number Azure keeps in one part of a version. */
const maximumPart = 2_147_483_647;

/** Whether a text is a version of a gallery image: `Major.Minor.Patch`, each part an int32. */
export function isImageVersion(text: string): boolean {
  return form.test(text) && text.split(".").every((part) => Number(part) <= maximumPart);
}

/** What the version of a gallery image can say of the image. */
export type ImageVersionFacts =
  | {
      readonly kind: "kubernetes";
      readonly kubernetesVersion: string;
      /** Which build for that version; absent where the version is that of Kubernetes itself. */
      readonly revision?: number;
    }
  /** image-builder's own: `0.3.` and the time of the build. */
  | { readonly kind: "build-time"; readonly unixSeconds: number }
  | { readonly kind: "other" };

/**
 * Minor releases of Kubernetes that versions of images stand for, under major 1. Below, versions
 * such as 1.0.0 are somebody's own count.
 */
const minors = { first: 10, last: 999 };
/** Patch releases of Kubernetes are far below; what is above has been encoded. */
const plainPatches = 10_000;
/** One patch release of Kubernetes has this much room. */
const perPatch = 1_000_000;
/** Where the builds of a release start; builds of its pre-releases lie below. */
const releaseStart = 100_000;
const highestRevision = perPatch - releaseStart - 1;
const highestPatch = Math.floor(maximumPart / perPatch) - 1;

/** Where the builds of each kind of pre-release start, and how far they count. */
const stages = [
  { name: "alpha", start: 10_000 },
  { name: "beta", start: 40_000 },
  { name: "rc", start: 70_000 },
] as const;
const perPrerelease = 100;
const highestPrerelease = 299;

/**
 * The version of a gallery image for a Kubernetes version. Without a revision it is the Kubernetes
 * version itself, as CAPZ's reference images have it. With one, the patch number also says which
 * pre-release and which build it is: patch × 1,000,000, then 100,000 and the revision for a
 * release; 10,000, 40,000 or 70,000 for alpha, beta and rc, a hundred for each number of a
 * pre-release and the revision. Encoded versions compare as what they stand for, and `latest`
 * finds the newest; plain and encoded ones do not belong into one image definition.
 *
 * @param revision - 0 to 899999 for a release, 0 to 99 for a pre-release; a date as `yymmdd` fits
 * @returns refused where the parts do not fit an int32, for versions before 1.10, which nothing
 *   tells from a count of one's own, and for build metadata (`+k3s1`) and pre-releases of other
 *   forms, which have no place in three numbers
 * @example
 * ```ts
 * const plain = encodeImageVersion("1.34.1");
 * plain.ok && plain.value; // => "1.34.1"
 * const second = encodeImageVersion("1.34.1", 2);
 * second.ok && second.value; // => "1.34.1100002"
 * const candidate = encodeImageVersion("1.35.0-rc.1", 0);
 * candidate.ok && candidate.value; // => "1.35.70100"
 * encodeImageVersion("1.34.1+k3s1").ok; // => false
 * ```
 */
export function encodeImageVersion(kubernetesVersion: string, revision?: number): Parsed<string> {
  const version = parseKubernetesVersion(kubernetesVersion);
  if (version === undefined) {
    return refuse(
      "this is no Kubernetes version",
      kubernetesVersion,
      "three numbers, such as 1.34.1",
    );
  }
  if (version.build.length > 0) {
    return refuse("build metadata has no place in the version of an image", kubernetesVersion);
  }
  const { major, minor, patch, prerelease } = version;
  if (!isMinor(major, minor)) {
    return refuse(
      "this is no Kubernetes version that an image can tell",
      kubernetesVersion,
      `a version from 1.${minors.first} to 1.${minors.last}`,
    );
  }
  if (revision !== undefined) {
    const offset = patch > highestPatch ? undefined : offsetOf(version, revision);
    return offset === undefined
      ? refuse(
          "version and revision do not fit the patch number",
          `${kubernetesVersion}, ${revision}`,
        )
      : toParsed(`${major}.${minor}.${patch * perPatch + offset}`);
  }
  if (prerelease.length > 0) {
    return refuse("a pre-release is told from its release by a revision alone", kubernetesVersion);
  }
  return patch < plainPatches
    ? toParsed(`${major}.${minor}.${patch}`)
    : refuse("a patch number this high is taken for an encoded one", kubernetesVersion);
}

/**
 * What the version of a gallery image says: the Kubernetes version and the build that
 * {@link encodeImageVersion} wrote, or the time of a build of image-builder.
 *
 * @param version - `latest` says nothing of an image
 * @example
 * ```ts
 * decodeImageVersion("1.34.1100002");
 * // => { kind: "kubernetes", kubernetesVersion: "1.34.1", revision: 2 }
 * decodeImageVersion("1.34.1"); // => { kind: "kubernetes", kubernetesVersion: "1.34.1" }
 * decodeImageVersion("0.3.1795254246"); // => { kind: "build-time", unixSeconds: 1795254246 }
 * decodeImageVersion("2026.11.21"); // => { kind: "other" }
 * ```
 */
export function decodeImageVersion(version: string): ImageVersionFacts {
  const [major = 0, minor = 0, last = 0] = isImageVersion(version)
    ? version.split(".").map(Number)
    : [];
  if (major === 0 && minor === 3 && last >= perPatch) {
    return { kind: "build-time", unixSeconds: last };
  }
  if (!isMinor(major, minor)) {
    return { kind: "other" };
  }
  if (last < plainPatches) {
    return { kind: "kubernetes", kubernetesVersion: `1.${minor}.${last}` };
  }
  const patch = Math.floor(last / perPatch);
  const found = patch <= highestPatch ? prereleaseAt(last % perPatch) : undefined;
  if (found === undefined) {
    return { kind: "other" };
  }
  const parts = { major, minor, patch, prerelease: found.prerelease, build: [] };
  const kubernetesVersion = formatKubernetesVersion(parts);
  return { kind: "kubernetes", kubernetesVersion, revision: found.revision };
}

function isMinor(major: number, minor: number): boolean {
  return major === 1 && minor >= minors.first && minor <= minors.last;
}

function offsetOf({ prerelease }: KubernetesVersion, revision: number): number | undefined {
  const isCount = Number.isInteger(revision) && revision >= 0;
  if (prerelease.length === 0) {
    return isCount && revision <= highestRevision ? releaseStart + revision : undefined;
  }
  const [name, number = "", ...others] = prerelease;
  const stage = stages.find((one) => one.name === name);
  const isRight = /^\d{1,3}$/u.test(number) && Number(number) <= highestPrerelease;
  return stage !== undefined &&
    isRight &&
    others.length === 0 &&
    isCount &&
    revision < perPrerelease
    ? stage.start + Number(number) * perPrerelease + revision
    : undefined;
}

/** What an offset of a patch number stands for; undefined for one that nothing is encoded as. */
function prereleaseAt(
  offset: number,
): { readonly prerelease: readonly string[]; readonly revision: number } | undefined {
  if (offset >= releaseStart) {
    return { prerelease: [], revision: offset - releaseStart };
  }
  const stage = stages.findLast(({ start }) => offset >= start);
  if (stage === undefined) {
    return undefined;
  }
  const rest = offset - stage.start;
  const number = Math.floor(rest / perPrerelease);
  return { prerelease: [stage.name, String(number)], revision: rest % perPrerelease };
}

function refuse(message: string, found: string, expected?: string): Parsed<string> {
  const facts = { message, found: showValue(found), expected };
  return { ok: false, diagnostics: [azureDiagnostics.report("AZURE_VERSION_ENCODING", facts)] };
}
