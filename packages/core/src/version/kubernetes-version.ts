import { ImagewrightError } from "../error.ts";
import { remembered } from "../remembered.ts";
import { showValue } from "../show-value.ts";

/**
 * A Kubernetes version, part by part. Nothing of the text is lost: formatting it again gives the
 * canonical text, build tags included.
 */
export interface KubernetesVersion {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  /** Identifiers after `-`, as written: `["rc", "1"]` for `1.34.0-rc.1`. */
  readonly prerelease: readonly string[];
  /** Identifiers after `+`, as written: `["k3s1"]` for `1.33.4+k3s1`. */
  readonly build: readonly string[];
}

/**
 * How a version may be written.
 *
 * - `plain`: `1.33.4`, as specs and image records write it
 * - `prefixed`: `v1.33.4`, as Cluster API objects write it
 * - `either`: with or without the `v`
 * - `tolerant`: as Cluster API reads it before comparing: blanks around it, a leading `v`, leading
 *   zeros, and a missing patch or minor that counts as 0
 */
export type VersionForm = "plain" | "prefixed" | "either" | "tolerant";

/** Longest text that is tried, in UTF-16 units. */
const maxLength = 256;
const pattern =
  /^(?<major>\d+)\.(?<minor>\d+)\.(?<patch>\d+)(?:-(?<prerelease>[\dA-Za-z.-]+))?(?:\+(?<build>[\dA-Za-z.-]+))?$/u;

/**
 * Reads a Kubernetes version: a semantic version of three numbers, with pre-release and build
 * identifiers if it has any.
 *
 * @param form - how it may be written; specs write `1.33.4`
 * @returns undefined if the text is no version in that form
 * @see https://semver.org/spec/v2.0.0.html
 * @example
 * ```ts
 * parseKubernetesVersion("1.33.4+k3s1");
 * // => { major: 1, minor: 33, patch: 4, prerelease: [], build: ["k3s1"] }
 * parseKubernetesVersion("v1.33.4"); // => undefined
 * parseKubernetesVersion("v1.33.4", "prefixed")?.patch; // => 4
 * ```
 */
export function parseKubernetesVersion(
  text: string,
  form: VersionForm = "plain",
): KubernetesVersion | undefined {
  return text.length > maxLength ? undefined : parsers[form](text);
}

/** A fleet says the same few versions again and again. */
const parsers: Readonly<Record<VersionForm, (text: string) => KubernetesVersion | undefined>> = {
  plain: remembered((text) => parse(text, "plain")),
  prefixed: remembered((text) => parse(text, "prefixed")),
  either: remembered((text) => parse(text, "either")),
  tolerant: remembered((text) => parse(text, "tolerant")),
};

function parse(text: string, form: VersionForm): KubernetesVersion | undefined {
  const bare = stripPrefix(text, form);
  const groups = bare === undefined ? undefined : pattern.exec(bare)?.groups;
  if (groups === undefined) {
    return undefined;
  }
  const numbers = [groups["major"], groups["minor"], groups["patch"]].map(readNumber);
  const [major, minor, patch] = numbers;
  const prerelease = groups["prerelease"]?.split(".") ?? [];
  const build = groups["build"]?.split(".") ?? [];
  if (major === undefined || minor === undefined || patch === undefined) {
    return undefined;
  }
  if (prerelease.some(isBadPrerelease) || build.includes("")) {
    return undefined;
  }
  return { major, minor, patch, prerelease, build };
}

/**
 * Reads a Kubernetes version like {@link parseKubernetesVersion}, for callers that cannot go on
 * without one.
 *
 * @throws {ImagewrightError} `VERSION_INVALID`
 * @example
 * ```ts
 * requireKubernetesVersion("1.33.4").minor; // => 33
 * requireKubernetesVersion("1.33"); // throws VERSION_INVALID
 * ```
 */
export function requireKubernetesVersion(
  text: string,
  form: VersionForm = "plain",
): KubernetesVersion {
  const version = parseKubernetesVersion(text, form);
  if (version === undefined) {
    throw new ImagewrightError("VERSION_INVALID", `${showValue(text)} is no Kubernetes version`, {
      details: { text },
      hint: versionHint(text, form),
    });
  }
  return version;
}

/**
 * The canonical text of a version: `1.33.4-rc.1+k3s1`, without `v`.
 *
 * @param options - `prefix: "v"` for the places that demand it, e.g. Cluster API objects
 * @example
 * ```ts
 * const version = requireKubernetesVersion("1.34.0-rc.1");
 * formatKubernetesVersion(version, { prefix: "v" }); // => "v1.34.0-rc.1"
 * ```
 */
export function formatKubernetesVersion(
  version: KubernetesVersion,
  options: { readonly prefix?: "" | "v" } = {},
): string {
  const { major, minor, patch, prerelease, build } = version;
  const before = prerelease.length === 0 ? "" : `-${prerelease.join(".")}`;
  const after = build.length === 0 ? "" : `+${build.join(".")}`;
  return `${options.prefix ?? ""}${major}.${minor}.${patch}${before}${after}`;
}

/** What to write instead of a text that is no version in a form. */
export function versionHint(text: string, form: VersionForm): string {
  const meant = parseKubernetesVersion(text, "tolerant");
  const prefix = form === "prefixed" ? "v" : "";
  return meant === undefined
    ? `Write a semantic version of three numbers, such as ${prefix}1.33.4.`
    : `Write ${formatKubernetesVersion(meant, { prefix })} if that is what you mean.`;
}

function stripPrefix(text: string, form: VersionForm): string | undefined {
  if (form === "tolerant") {
    return completeParts(text.trim());
  }
  if (text.startsWith("v")) {
    return form === "plain" ? undefined : text.slice(1);
  }
  return form === "prefixed" ? undefined : text;
}

/** Drops a `v` and leading zeros, and adds the parts that are missing, where none has a tag. */
function completeParts(text: string): string | undefined {
  const [major = "", minor, ...rest] = (text.startsWith("v") ? text.slice(1) : text).split(".");
  if (rest.length === 0 && /[+-]/u.test(minor ?? major)) {
    return undefined;
  }
  const patch = rest.length === 0 ? "0" : rest.join(".");
  return [major, minor ?? "0", patch].map((part) => part.replace(/^0+(?=\d)/u, "")).join(".");
}

function readNumber(digits: string | undefined): number | undefined {
  if (digits === undefined || /^0\d/u.test(digits)) {
    return undefined;
  }
  const value = Number(digits);
  return Number.isSafeInteger(value) ? value : undefined;
}

function isBadPrerelease(identifier: string): boolean {
  return identifier === "" || /^0\d+$/u.test(identifier);
}
