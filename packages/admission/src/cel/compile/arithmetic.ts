import { CelError, noSuchOverload } from "../cel-error.ts";
import type { Meter } from "../meter.ts";
import {
  type CelType,
  dynType,
  joinTypes,
  listType,
  simpleName,
  simpleType,
} from "../type/cel-type.ts";
import { checkedTimestamp } from "../value/calendar.ts";
import { CelList, type CelValue, Duration, Timestamp, Uint } from "../value/cel-value.ts";
import { checkedDuration } from "../value/length-of-time.ts";
import { concatenate } from "../value/list-value.ts";
import { checkedInt, checkedUint } from "../value/numbers.ts";

/** An operator that makes a new value of two. */
type ArithmeticOperator = "+" | "-" | "*" | "/" | "%";

const operators: ReadonlySet<string> = new Set(["+", "-", "*", "/", "%"]);

export function isArithmetic(op: string): op is ArithmeticOperator {
  return operators.has(op);
}

const [time, length] = ["google.protobuf.Timestamp", "google.protobuf.Duration"];

/** What two operands of simple types make. */
const results: ReadonlyMap<string, string> = new Map([
  ...["+", "-", "*", "/", "%"].flatMap((op) => [
    [`int ${op} int`, "int"] as const,
    [`uint ${op} uint`, "uint"] as const,
  ]),
  ...["+", "-", "*", "/"].map((op) => [`double ${op} double`, "double"] as const),
  ["string + string", "string"],
  ["bytes + bytes", "bytes"],
  [`${time} + ${length}`, time],
  [`${length} + ${time}`, time],
  [`${length} + ${length}`, length],
  [`${time} - ${length}`, time],
  [`${time} - ${time}`, length],
  [`${length} - ${length}`, length],
]);

/** The type of the result; undefined where the operator does not take such operands. */
export function arithmeticType(
  op: ArithmeticOperator,
  left: CelType,
  right: CelType,
): CelType | undefined {
  if (left.kind === "dyn" || right.kind === "dyn") {
    return dynType;
  }
  if (left.kind === "list" && right.kind === "list" && op === "+") {
    return listType(joinTypes(left.item, right.item));
  }
  const result = results.get(`${simpleName(left)} ${op} ${simpleName(right)}`);
  return result === undefined ? undefined : simpleType(result);
}

/** @throws {CelError} on overflow, division by zero, and operands the operator does not take */
export function arithmetic(
  op: ArithmeticOperator,
  left: CelValue,
  right: CelValue,
  meter: Meter,
): CelValue {
  if (typeof left === "bigint" && typeof right === "bigint") {
    return checkedInt(ofIntegers(op, left, right));
  }
  if (typeof left === "number" && typeof right === "number") {
    return ofDoubles(op, left, right);
  }
  if (left instanceof Uint && right instanceof Uint) {
    return checkedUint(ofIntegers(op, left.value, right.value));
  }
  if (op === "+") {
    return joined(left, right, meter) ?? ofTimes(op, left, right);
  }
  return ofTimes(op, left, right);
}

function ofIntegers(op: ArithmeticOperator, left: bigint, right: bigint): bigint {
  switch (op) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "/":
      return left / nonZero(right, "division by zero");
    default:
      return left % nonZero(right, "modulus by zero");
  }
}

function nonZero(divisor: bigint, message: string): bigint {
  if (divisor === 0n) {
    throw new CelError(message);
  }
  return divisor;
}

function ofDoubles(op: ArithmeticOperator, left: number, right: number): number {
  switch (op) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "/":
      return left / right;
    default:
      throw noSuchOverload();
  }
}

/** Two texts, lists or sequences of bytes as one; what that costs is paid before. */
function joined(left: CelValue, right: CelValue, meter: Meter): CelValue | undefined {
  if (typeof left === "string" && typeof right === "string") {
    meter.spendText(left.length + right.length);
    return left + right;
  }
  if (left instanceof CelList && right instanceof CelList) {
    return concatenate(left, right, meter);
  }
  if (left instanceof Uint8Array && right instanceof Uint8Array) {
    meter.spendText(left.length + right.length);
    const bytes = new Uint8Array(left.length + right.length);
    bytes.set(left);
    bytes.set(right, left.length);
    return bytes;
  }
  return undefined;
}

function ofTimes(op: ArithmeticOperator, left: CelValue, right: CelValue): CelValue {
  const isSum = op === "+";
  const areTimes = isTime(left) && isTime(right) && (isSum || op === "-");
  const isTwoPoints = left instanceof Timestamp && right instanceof Timestamp;
  const isBackward = !isSum && left instanceof Duration && right instanceof Timestamp;
  if (!areTimes || (isSum && isTwoPoints) || isBackward) {
    throw noSuchOverload();
  }
  const result = isSum
    ? left.nanoseconds + right.nanoseconds
    : left.nanoseconds - right.nanoseconds;
  const isPoint = left instanceof Timestamp || right instanceof Timestamp;
  return isPoint && !isTwoPoints ? checkedTimestamp(result) : checkedDuration(result);
}

function isTime(value: CelValue): value is Timestamp | Duration {
  return value instanceof Timestamp || value instanceof Duration;
}
