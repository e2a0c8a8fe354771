import { type KubernetesVersion, parseKubernetesVersion } from "@imagewright/core";

/**
 * The version in the tag of a component's image, such as `v1.12.0`, `1.8.0` or `3.5.26-0`;
 * undefined for tags that are none. Underscores stand for the `+` tags cannot hold.
 */
export function imageTagVersion(tag: string): KubernetesVersion | undefined {
  const found = /v?\d+\.\d+(?:\.\d+)?(?:[-_.+][\w.+-]*)?/u.exec(tag);
  return found === null || found.index > 0
    ? undefined
    : parseKubernetesVersion(numbersOf(found[0]), "tolerant");
}

function numbersOf(text: string): string {
  return /^v?\d+\.\d+(?:\.\d+)?/u.exec(text)?.[0] ?? text;
}
