import {
  type KubernetesVersion,
  parseKubernetesVersion,
} from "../../version/kubernetes-version.ts";
import { hasChange, versionChanges } from "../../version/version-changes.ts";

/** A version of a hop: three numbers, or two where the provider takes no more. */
export function hopVersion(text: string | undefined): KubernetesVersion | undefined {
  return text === undefined ? undefined : parseKubernetesVersion(text, "tolerant");
}

/** Whether a change of Kubernetes, by its name, holds after a step and did not before. */
export function brings(from: string | undefined, to: string, id: string): boolean {
  const change = versionChanges.find((entry) => entry.id === id);
  if (change === undefined) {
    throw new Error(`there is no version change ${id}`);
  }
  const [before, after] = [hopVersion(from), hopVersion(to)];
  return (
    after !== undefined &&
    hasChange(after, change) &&
    (before === undefined || !hasChange(before, change))
  );
}
