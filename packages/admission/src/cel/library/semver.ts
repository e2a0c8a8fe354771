import { Opaque } from "../value/cel-value.ts";
import { compareText } from "../value/compare.ts";

/** A semantic version. */
export class Semver extends Opaque {
  override readonly typeName = "kubernetes.Semver";
  readonly numbers: readonly [bigint, bigint, bigint];
  readonly prerelease: readonly string[];

  constructor(numbers: readonly [bigint, bigint, bigint], prerelease: readonly string[]) {
    super();
    this.numbers = numbers;
    this.prerelease = prerelease;
  }

  override equals(other: Opaque): boolean {
    return other instanceof Semver && this.compareTo(other) === 0;
  }

  /** -1, 0 or 1 by precedence; what stands behind `+` does not count. */
  compareTo(other: Semver): -1 | 0 | 1 {
    for (const [index, mine] of this.numbers.entries()) {
      const theirs = other.numbers[index] ?? 0n;
      if (mine !== theirs) {
        return mine < theirs ? -1 : 1;
      }
    }
    return comparePrereleases(this.prerelease, other.prerelease);
  }
}

/** A version without a prerelease goes above those with one. */
function comparePrereleases(left: readonly string[], right: readonly string[]): -1 | 0 | 1 {
  if (left.length === 0 || right.length === 0) {
    return toSign(right.length - left.length);
  }
  for (const [index, mine] of left.entries()) {
    const theirs = right[index];
    if (theirs === undefined) {
      return 1;
    }
    const order = compareIdentifiers(mine, theirs);
    if (order !== 0) {
      return order;
    }
  }
  return toSign(left.length - right.length);
}

function compareIdentifiers(left: string, right: string): -1 | 0 | 1 {
  const [isLeftNumber, isRightNumber] = [/^\d+$/u.test(left), /^\d+$/u.test(right)];
  if (isLeftNumber && isRightNumber) {
    return toSign(Number(BigInt(left) - BigInt(right)));
  }
  return isLeftNumber === isRightNumber
    ? toSign(compareText(left, right))
    : toSign(Number(isRightNumber) - Number(isLeftNumber));
}

function toSign(order: number): -1 | 0 | 1 {
  if (order === 0) {
    return 0;
  }
  return order < 0 ? -1 : 1;
}

const form =
  /^(?<numbers>(?:0|[1-9]\d{0,18})(?:\.(?:0|[1-9]\d{0,18})){2})(?:-(?<prerelease>[0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?$/u;

/** Reads a version as semver.org has it. */
export function parseSemver(text: string): Semver | undefined {
  const groups = form.exec(text)?.groups;
  const [major, minor, patch] = (groups?.["numbers"] ?? "").split(".").map(BigInt);
  const prerelease = groups?.["prerelease"]?.split(".") ?? [];
  const isPrerelease = prerelease.every((part) =>
    /^(?:0|[1-9]\d*|\d*[A-Za-z-][0-9A-Za-z-]*)$/u.test(part),
  );
  return major === undefined || minor === undefined || patch === undefined || !isPrerelease
    ? undefined
    : new Semver([major, minor, patch], prerelease);
}

/**
 * A version made whole: without `v` before it and zeros before its numbers, with the numbers that
 * are not there. A short one has no prerelease.
 */
export function normalizeSemver(text: string): string | undefined {
  const [major = "", minor, ...rest] = text.replace(/^v/u, "").split(".");
  const parts = [
    major,
    ...(minor === undefined ? [] : [minor]),
    ...(rest.length > 0 ? [rest.join(".")] : []),
  ];
  if (parts.length < 3 && /[+-]/u.test(parts.at(-1) ?? "")) {
    return undefined;
  }
  const trimmed = parts.map((part) => part.replace(/^0+(?=\d)/u, ""));
  return [...trimmed, "0", "0"].slice(0, 3).join(".");
}
