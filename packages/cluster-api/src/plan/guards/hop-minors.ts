import { formatKubernetesMinor, parseKubernetesVersion } from "@imagewright/core";
import { bringsChange, type GuardedHop } from "@imagewright/core/plan";

/** The minor release of a version of a plan; undefined for what is no version. */
export function minorOf(version: string | undefined): string | undefined {
  const parsed = version === undefined ? undefined : parseKubernetesVersion(version, "tolerant");
  return parsed && formatKubernetesMinor(parsed);
}

/** Whether a hop takes the control plane to another minor release. */
export function changesMinor({ movesControlPlane, from, version }: GuardedHop): boolean {
  return movesControlPlane && minorOf(from) !== minorOf(version);
}

/** Whether a change of Kubernetes, by its name, comes to the control plane in a hop. */
export function reaches({ movesControlPlane, from, version }: GuardedHop, id: string): boolean {
  return movesControlPlane && bringsChange(from, version, id);
}
