import { CelError } from "../cel-error.ts";
import { type CelValue, Uint } from "./cel-value.ts";

const int64 = { minimum: -(2n ** 63n), maximum: 2n ** 63n - 1n } as const;
const uint64Maximum = 2n ** 64n - 1n;

/** Whether a whole number fits into 64 bits with a sign. */
export function fitsInt(value: bigint): boolean {
  return value >= int64.minimum && value <= int64.maximum;
}

/** @throws {CelError} where the number does not fit into 64 bits with a sign */
export function checkedInt(value: bigint): bigint {
  if (!fitsInt(value)) {
    throw new CelError("integer overflow");
  }
  return value;
}

/** @throws {CelError} where the number is negative or does not fit into 64 bits */
export function checkedUint(value: bigint): Uint {
  if (value < 0n || value > uint64Maximum) {
    throw new CelError("unsigned integer overflow");
  }
  return new Uint(value);
}

/** A number of any type; undefined for what is none. */
export function numberOf(value: CelValue): bigint | number | undefined {
  if (typeof value === "bigint" || typeof value === "number") {
    return value;
  }
  return value instanceof Uint ? value.value : undefined;
}

/** Below, at or above zero by the mathematical values; NaN where a double is none. */
export function orderOfNumbers(left: bigint | number, right: bigint | number): number {
  if (left < right) {
    return -1;
  }
  if (left > right) {
    return 1;
  }
  return left >= right ? 0 : Number.NaN;
}

/** A double as Go writes it in its shortest form: `0.5`, `1e+06`, `+Inf`. */
export function doubleToText(value: number): string {
  if (!Number.isFinite(value)) {
    return Number.isNaN(value) ? "NaN" : infinityText(value);
  }
  if (value === 0) {
    return Object.is(value, -0) ? "-0" : "0";
  }
  const [digits = "0", power = "0"] = value.toExponential().split("e");
  const exponent = Number(power);
  return exponent < -4 || exponent >= 6
    ? `${digits}e${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`
    : String(value);
}

function infinityText(value: number): string {
  return value > 0 ? "+Inf" : "-Inf";
}
