import type { Meter } from "../meter.ts";
import { type CelValue, Duration, Timestamp } from "./cel-value.ts";
import { numberOf, orderOfNumbers } from "./numbers.ts";

/**
 * Below, at or above zero as the left value is less, equal or more; NaN where a double is none.
 *
 * @returns undefined where values of these types have no order
 */
export function compare(left: CelValue, right: CelValue, meter: Meter): number | undefined {
  const a = numberOf(left);
  const b = numberOf(right);
  if (a !== undefined && b !== undefined) {
    return orderOfNumbers(a, b);
  }
  if (typeof left === "string" && typeof right === "string") {
    meter.spendText(Math.min(left.length, right.length));
    return compareText(left, right);
  }
  if (left instanceof Timestamp && right instanceof Timestamp) {
    return orderOfNumbers(left.nanoseconds, right.nanoseconds);
  }
  if (left instanceof Duration && right instanceof Duration) {
    return orderOfNumbers(left.nanoseconds, right.nanoseconds);
  }
  if (left instanceof Uint8Array && right instanceof Uint8Array) {
    meter.spendText(Math.min(left.length, right.length));
    return compareBytes(left, right);
  }
  return typeof left === "boolean" && typeof right === "boolean"
    ? orderOfNumbers(Number(left), Number(right))
    : undefined;
}

/** Texts in the order of their code points, which is that of their bytes in UTF-8. */
export function compareText(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index += 1) {
    if (left.charCodeAt(index) !== right.charCodeAt(index)) {
      return rank(left.charCodeAt(index)) - rank(right.charCodeAt(index));
    }
  }
  return left.length - right.length;
}

/** Halves of surrogate pairs stand for code points after all others. */
function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

function compareBytes(left: Uint8Array, right: Uint8Array): number {
  const index = left.findIndex((byte, at) => byte !== right[at]);
  const other = right[index];
  const mine = left[index];
  return mine === undefined || other === undefined ? left.length - right.length : mine - other;
}
