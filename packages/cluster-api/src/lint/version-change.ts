import { hasChange, type KubernetesVersion, versionChanges } from "@imagewright/core";

/** Whether one of the versions has a change of core's table, by its name. */
export function someHave(versions: readonly KubernetesVersion[], id: string): boolean {
  const change = versionChanges.find((entry) => entry.id === id);
  if (change === undefined) {
    throw new Error(`there is no version change ${id}`);
  }
  return versions.some((version) => hasChange(version, change));
}
