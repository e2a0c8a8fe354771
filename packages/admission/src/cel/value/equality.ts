import type { Meter } from "../meter.ts";
import {
  CelList,
  CelMap,
  CelTypeName,
  type CelValue,
  Duration,
  type ItemIdentity,
  Opaque,
  Optional,
  Preserved,
  Timestamp,
} from "./cel-value.ts";
import { numberOf, orderOfNumbers } from "./numbers.ts";

/** Whether two values are equal; values of different types are not, except for numbers. */
export function equals(left: CelValue, right: CelValue, meter: Meter): boolean {
  meter.spend(1);
  if (typeof left === "string" && typeof right === "string") {
    meter.spendText(Math.min(left.length, right.length));
    return left === right;
  }
  const numbers = numericPair(left, right);
  if (numbers !== undefined) {
    return orderOfNumbers(numbers[0], numbers[1]) === 0;
  }
  if (left instanceof CelList) {
    return right instanceof CelList && equalLists(left, right, meter);
  }
  if (left instanceof CelMap) {
    return right instanceof CelMap && equalMaps(left, right, meter);
  }
  return left === right || equalObjects(left, right, meter);
}

function numericPair(
  left: CelValue,
  right: CelValue,
): readonly [bigint | number, bigint | number] | undefined {
  const a = numberOf(left);
  const b = numberOf(right);
  return a === undefined || b === undefined ? undefined : [a, b];
}

function equalLists(left: CelList, right: CelList, meter: Meter): boolean {
  if (left.size !== right.size) {
    return false;
  }
  return left.identity === undefined
    ? equalInOrder(left, right, meter)
    : equalInAnyOrder(left, right, left.identity, meter);
}

function equalInOrder(left: CelList, right: CelList, meter: Meter): boolean {
  for (let index = 0; index < left.size; index += 1) {
    if (!equals(left.at(index), right.at(index), meter)) {
      return false;
    }
  }
  return true;
}

function equalInAnyOrder(
  left: CelList,
  right: CelList,
  identity: ItemIdentity,
  meter: Meter,
): boolean {
  meter.spend(left.size);
  const known = new Map(Array.from(left, (item) => [identity(item, meter), item]));
  for (const item of right) {
    const same = known.get(identity(item, meter));
    if (same === undefined || !equals(same, item, meter)) {
      return false;
    }
  }
  return true;
}

function equalMaps(left: CelMap, right: CelMap, meter: Meter): boolean {
  if (left.size !== right.size) {
    return false;
  }
  const verdict = left.compareFields(right, (a, b) => equals(a, b, meter));
  if (verdict !== undefined) {
    return verdict;
  }
  meter.spend(left.size);
  for (const key of left.keys()) {
    const mine = left.get(key);
    const other = right.get(key);
    if (mine === undefined || other === undefined || !equals(mine, other, meter)) {
      return false;
    }
  }
  return true;
}

function equalObjects(left: CelValue, right: CelValue, meter: Meter): boolean {
  if (left instanceof Timestamp) {
    return right instanceof Timestamp && left.nanoseconds === right.nanoseconds;
  }
  if (left instanceof Duration) {
    return right instanceof Duration && left.nanoseconds === right.nanoseconds;
  }
  if (left instanceof CelTypeName) {
    return right instanceof CelTypeName && left.name === right.name;
  }
  if (left instanceof Opaque) {
    return right instanceof Opaque && left.typeName === right.typeName && left.equals(right);
  }
  if (left instanceof Optional) {
    return right instanceof Optional && equalOptionals(left, right, meter);
  }
  if (left instanceof Uint8Array) {
    return right instanceof Uint8Array && equalBytes(left, right, meter);
  }
  return left instanceof Preserved && right instanceof Preserved
    ? equalJson(left.json, right.json, meter)
    : false;
}

function equalOptionals(left: Optional, right: Optional, meter: Meter): boolean {
  return left.value === undefined || right.value === undefined
    ? left.value === right.value
    : equals(left.value, right.value, meter);
}

function equalBytes(left: Uint8Array, right: Uint8Array, meter: Meter): boolean {
  meter.spendText(left.length);
  return left.length === right.length && left.every((byte, index) => byte === right[index]);
}

/** Whether two values of JSON are the same; the order of keys does not count. */
function equalJson(left: unknown, right: unknown, meter: Meter): boolean {
  meter.spend(1);
  if (typeof left === "string") {
    meter.spendText(left.length);
  }
  if (!isContainer(left) || !isContainer(right)) {
    return left === right;
  }
  const names = Object.keys(left);
  meter.spend(names.length);
  return (
    Array.isArray(left) === Array.isArray(right) &&
    names.length === Object.keys(right).length &&
    names.every((name) => Object.hasOwn(right, name) && equalJson(left[name], right[name], meter))
  );
}

/** A list is asked for its indexes like a map for its keys. */
function isContainer(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
