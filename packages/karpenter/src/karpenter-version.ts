import versions from "./data/karpenter-versions.json" with { type: "json" };
import type { KarpenterTarget } from "./options.ts";

/** The version of Karpenter a target is for: the newest we know where it says none. */
export function karpenterVersionOf({ karpenterVersion }: KarpenterTarget): string {
  return karpenterVersion ?? versions.newest;
}

/** Compares two versions by major and minor: negative, zero or positive. */
export function compareMinors(a: string, b: string): number {
  const [aMajor = 0, aMinor = 0] = a.split(".").map(Number);
  const [bMajor = 0, bMinor = 0] = b.split(".").map(Number);
  return aMajor - bMajor || aMinor - bMinor;
}

/** The newest Kubernetes minor a version of Karpenter supports, or undefined before the table. */
export function newestKubernetes(karpenterVersion: string): string | undefined {
  return versions.kubernetes.findLast(
    ({ karpenter }) => compareMinors(karpenter, karpenterVersion) <= 0,
  )?.newest;
}
