import { type KubernetesVersion, parseKubernetesVersion } from "@imagewright/core";

/**
 * The version in the tag of a component's image, such as `v1.12.0`, `1.8.0` or `3.5.26-0`;
 * undefined for tags that are none. Underscores stand for the `+` tags cannot hold.
 */
export function imageTagVersion(tag: string): KubernetesVersion | undefined {
  // From the beginning only: a search would try a long row of digits at every one of them.
  const found = /^(?<numbers>v?\d+\.\d+(?:\.\d+)?)/u.exec(tag)?.groups?.["numbers"];
  return found === undefined ? undefined : parseKubernetesVersion(found, "tolerant");
}
