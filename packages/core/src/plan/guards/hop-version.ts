import { remembered } from "../../remembered.ts";
import {
  type KubernetesVersion,
  parseKubernetesVersion,
} from "../../version/kubernetes-version.ts";
import { hasChange, versionChanges } from "../../version/version-changes.ts";

const read = remembered((text) => parseKubernetesVersion(text, "tolerant"));

/** A version of a hop: three numbers, or two where the provider takes no more. */
export function hopVersion(text: string | undefined): KubernetesVersion | undefined {
  return text === undefined ? undefined : read(text);
}

/** The names of the changes that a version of Kubernetes has; what is no version has none. */
const changesOf = remembered((text): ReadonlySet<string> => {
  const version = read(text);
  const had = version === undefined ? [] : versionChanges.filter((one) => hasChange(version, one));
  return new Set(had.map(({ id }) => id));
});

/** Whether a version has a change of Kubernetes, by its name. */
export function hasNamedChange(version: string, id: string): boolean {
  return changesOf(version).has(id);
}

/**
 * Whether a change of Kubernetes holds after a step and did not before; what is no version has no
 * change.
 *
 * @param from - with or without `v`; undefined where it is not known
 * @param id - name of one of the `versionChanges`
 * @example
 * ```ts
 * import { bringsChange } from "@imagewright/core/plan";
 *
 * bringsChange("1.33.4", "1.34.1", "etcd-3-6"); // => true
 * bringsChange("1.34.1", "1.35", "etcd-3-6"); // => false
 * ```
 */
export function bringsChange(from: string | undefined, to: string, id: string): boolean {
  return hasNamedChange(to, id) && (from === undefined || !hasNamedChange(from, id));
}
