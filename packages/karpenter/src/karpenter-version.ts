import versions from "./data/karpenter-versions.json" with { type: "json" };
import type { KarpenterTarget } from "./options.ts";

/** The newest version of Karpenter that the tables know. */
export const newestKarpenter: string = versions.newest;

/** The version of Karpenter a target is for: the newest we know where it says none. */
export function karpenterVersionOf({ karpenterVersion }: KarpenterTarget): string {
  return karpenterVersion ?? newestKarpenter;
}

/** Compares two versions, with or without `v`, by major and minor: negative, zero or positive. */
export function compareMinors(a: string, b: string): number {
  const [aMajor = 0, aMinor = 0] = numbersOf(a);
  const [bMajor = 0, bMinor = 0] = numbersOf(b);
  return aMajor - bMajor || aMinor - bMinor;
}

/** The oldest and the newest Kubernetes minor that a version of Karpenter supports. */
export interface KubernetesRange {
  readonly oldest: string;
  readonly newest: string;
}

/** What a version of Karpenter supports; undefined before the table begins. */
export function supportedKubernetes(karpenterVersion: string): KubernetesRange | undefined {
  return versions.kubernetes.findLast(
    ({ karpenter }) => comparePatches(karpenter, karpenterVersion) <= 0,
  );
}

/**
 * Compares a row of a table with a version, by the patch too; a version without one is the newest
 * of its minor.
 */
export function comparePatches(row: string, version: string): number {
  const [, , rowPatch = 0] = numbersOf(row);
  const [, , patch = Infinity] = numbersOf(version);
  return compareMinors(row, version) || rowPatch - patch;
}

function numbersOf(version: string): readonly number[] {
  return version.replace(/^v/u, "").split(".").map(Number);
}
