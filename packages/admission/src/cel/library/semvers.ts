import { CelError } from "../cel-error.ts";
import type { Meter } from "../meter.ts";
import type { CelValue } from "../value/cel-value.ts";
import { asInstance, asText, type Implementation } from "./arguments.ts";
import { normalizeSemver, parseSemver, Semver } from "./semver.ts";

/**
 * Functions of semantic versions.
 *
 * @see https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-semver-library
 */
export const semverFunctions: Readonly<Record<string, Implementation>> = {
  "isSemver(string): bool": (operands, meter) => readSemver(operands, meter) !== undefined,
  "isSemver(string, bool): bool": (operands, meter) => readSemver(operands, meter) !== undefined,
  "semver(string): Semver": requireSemver,
  "semver(string, bool): Semver": requireSemver,
  "Semver.major(): int": ([version]) => semverOf(version).numbers[0],
  "Semver.minor(): int": ([version]) => semverOf(version).numbers[1],
  "Semver.patch(): int": ([version]) => semverOf(version).numbers[2],
  "Semver.isLessThan(Semver): bool": ([left, right]) => order(left, right) < 0,
  "Semver.isGreaterThan(Semver): bool": ([left, right]) => order(left, right) > 0,
  "Semver.compareTo(Semver): int": ([left, right]) => BigInt(order(left, right)),
};

function readSemver([operand, normalize]: readonly CelValue[], meter: Meter): Semver | undefined {
  const text = asText(operand);
  meter.spend(text.length);
  const whole = normalize === true ? normalizeSemver(text) : text;
  return whole === undefined ? undefined : parseSemver(whole);
}

function requireSemver(operands: readonly CelValue[], meter: Meter): Semver {
  const version = readSemver(operands, meter);
  if (version === undefined) {
    throw new CelError("the text is no semantic version");
  }
  return version;
}

function semverOf(operand: CelValue | undefined): Semver {
  return asInstance(operand, Semver);
}

function order(left: CelValue | undefined, right: CelValue | undefined): number {
  return semverOf(left).compareTo(semverOf(right));
}
