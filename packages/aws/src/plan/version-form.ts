import { parseKubernetesMinor } from "@imagewright/core";

import { eksMinor } from "../lookup/eks-parameter.ts";

/**
 * A version as it is written in the place of another one: with `v` or without, with two numbers or
 * three. A patch that nobody knows is 0, since EKS looks at the minor alone; one that is written
 * already stays.
 */
export function versionLike(written: string, version: string): string {
  const prefix = written.startsWith("v") ? "v" : "";
  if (isMinor(version) && minorsBetween(written, version) === 0) {
    return written;
  }
  if (isMinor(written.slice(prefix.length))) {
    return prefix + (eksMinor(version) ?? version);
  }
  return prefix + (isMinor(version) ? `${version}.0` : version);
}

/**
 * How far one version lies above another, by their minors: 1.33 and 1.34.1 are 1 apart. Undefined
 * where one of them cannot be read, or the major differs.
 */
export function minorsBetween(from: string, to: string): number | undefined {
  const [a, b] = [from, to].map((text) => parseKubernetesMinor(eksMinor(text) ?? ""));
  return a === undefined || b === undefined || a.major !== b.major ? undefined : b.minor - a.minor;
}

function isMinor(version: string): boolean {
  return parseKubernetesMinor(version) !== undefined;
}
