import { noSuchOverload } from "../cel-error.ts";
import type { Meter } from "../meter.ts";
import { CelList, type CelValue, Duration, Timestamp } from "../value/cel-value.ts";

/** What a function does. Operands were matched against its signature before. */
export type Implementation = (operands: readonly CelValue[], meter: Meter) => CelValue;

/** @throws {CelError} where the operand is no text */
export function asText(operand: CelValue | undefined): string {
  if (typeof operand !== "string") {
    throw noSuchOverload();
  }
  return operand;
}

/** @throws {CelError} where the operand is no whole number */
export function asInt(operand: CelValue | undefined): bigint {
  if (typeof operand !== "bigint") {
    throw noSuchOverload();
  }
  return operand;
}

/** A whole number as a double: beyond 2^53 it is not exact, but as large. */
export function asCount(operand: CelValue | undefined): number {
  return Number(asInt(operand));
}

/** @throws {CelError} where the operand is no list */
export function asList(operand: CelValue | undefined): CelList {
  if (!(operand instanceof CelList)) {
    throw noSuchOverload();
  }
  return operand;
}

/** @throws {CelError} where the operand is no point in time */
export function asTimestamp(operand: CelValue | undefined): Timestamp {
  if (!(operand instanceof Timestamp)) {
    throw noSuchOverload();
  }
  return operand;
}

/** @throws {CelError} where the operand is no length of time */
export function asDuration(operand: CelValue | undefined): Duration {
  if (!(operand instanceof Duration)) {
    throw noSuchOverload();
  }
  return operand;
}

/** The operand as an instance of a class. @throws {CelError} where it is none */
export function asInstance<Value extends CelValue>(
  operand: CelValue | undefined,
  type: abstract new (...parameters: never[]) => Value,
): Value {
  if (!(operand instanceof type)) {
    throw noSuchOverload();
  }
  return operand;
}
