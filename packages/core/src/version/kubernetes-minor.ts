import { ImagewrightError } from "../error.ts";
import { remembered } from "../remembered.ts";
import { showValue } from "../show-value.ts";

/** A Kubernetes minor release: what support, skew and node images are decided by. */
export interface KubernetesMinor {
  readonly major: number;
  readonly minor: number;
}

/**
 * Reads a minor release such as `1.33`.
 *
 * @returns undefined if the text is anything else, a patch release included
 * @example
 * ```ts
 * parseKubernetesMinor("1.33"); // => { major: 1, minor: 33 }
 * parseKubernetesMinor("1.33.4"); // => undefined
 * ```
 */
export function parseKubernetesMinor(text: string): KubernetesMinor | undefined {
  return text.length > maxLength ? undefined : parse(text);
}

/** Two numbers of nine digits. */
const maxLength = 19;
const pattern = /^(?<major>0|[1-9]\d{0,8})\.(?<minor>0|[1-9]\d{0,8})$/u;

/** A fleet says the same few releases again and again. */
const parse = remembered((text): KubernetesMinor | undefined => {
  const groups = pattern.exec(text)?.groups;
  return groups === undefined
    ? undefined
    : { major: Number(groups["major"]), minor: Number(groups["minor"]) };
});

/**
 * Reads a minor release like {@link parseKubernetesMinor}.
 *
 * @throws {ImagewrightError} `VERSION_INVALID`
 * @example
 * ```ts
 * requireKubernetesMinor("1.33"); // => { major: 1, minor: 33 }
 * requireKubernetesMinor("latest"); // throws VERSION_INVALID
 * ```
 */
export function requireKubernetesMinor(text: string): KubernetesMinor {
  const minor = parseKubernetesMinor(text);
  if (minor === undefined) {
    throw new ImagewrightError("VERSION_INVALID", `${showValue(text)} is no Kubernetes minor`, {
      details: { text },
      hint: "Write the two numbers of a minor release, such as 1.33.",
    });
  }
  return minor;
}

/**
 * The minor release a version belongs to, as text: `1.33` for 1.33.4.
 *
 * @example
 * ```ts
 * formatKubernetesMinor(requireKubernetesVersion("1.33.4")); // => "1.33"
 * ```
 */
export function formatKubernetesMinor({ major, minor }: KubernetesMinor): string {
  return `${major}.${minor}`;
}

/**
 * Orders minor releases, oldest first; versions are ordered by their minor release alone.
 *
 * @example
 * ```ts
 * compareKubernetesMinors({ major: 1, minor: 9 }, { major: 1, minor: 34 }); // => -1
 * ```
 */
export function compareKubernetesMinors(a: KubernetesMinor, b: KubernetesMinor): -1 | 0 | 1 {
  const distance = a.major - b.major || a.minor - b.minor;
  return distance < 0 ? -1 : distance > 0 ? 1 : 0;
}
