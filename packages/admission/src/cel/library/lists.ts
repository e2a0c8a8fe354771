import { CelError, noSuchOverload } from "../cel-error.ts";
import { arithmetic } from "../compile/arithmetic.ts";
import type { Meter } from "../meter.ts";
import { CelList, type CelValue } from "../value/cel-value.ts";
import { compare } from "../value/compare.ts";
import { equals } from "../value/equality.ts";
import { asList, type Implementation } from "./arguments.ts";

/**
 * Functions of lists, and of lists taken as sets.
 *
 * @see https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-list-library
 */
export const listFunctions: Readonly<Record<string, Implementation>> = {
  "list<T>.isSorted(): bool": isSorted,
  "list<T>.sum(): T": sum,
  "list<T>.min(): T": ([list], meter) => extreme(asList(list), "min", meter),
  "list<T>.max(): T": ([list], meter) => extreme(asList(list), "max", meter),
  "list<T>.indexOf(T): int": ([list, item], meter) =>
    BigInt(itemsOf(list, meter).findIndex((one) => equals(one, item ?? null, meter))),
  "list<T>.lastIndexOf(T): int": ([list, item], meter) =>
    BigInt(itemsOf(list, meter).findLastIndex((one) => equals(one, item ?? null, meter))),
  "dyn.includes(dyn): bool": includes,
  "sets.contains(list<T>, list<T>): bool": ([left, right], meter) => holds(left, right, meter),
  "sets.equivalent(list<T>, list<T>): bool": ([left, right], meter) =>
    holds(left, right, meter) && holds(right, left, meter),
  "sets.intersects(list<T>, list<T>): bool": ([left, right], meter) =>
    itemsOf(left, meter).some((item) => hasItem(asList(right), item, meter)),
};

function itemsOf(list: CelValue | undefined, meter: Meter): readonly CelValue[] {
  const items = asList(list);
  meter.spend(items.size);
  return Array.from(items);
}

function order(left: CelValue, right: CelValue, meter: Meter): number {
  meter.spend(1);
  const result = compare(left, right, meter);
  if (result === undefined) {
    throw noSuchOverload();
  }
  return result;
}

function isSorted([list]: readonly CelValue[], meter: Meter): boolean {
  const items = itemsOf(list, meter);
  return items.every((item, index) => {
    const next = items[index + 1];
    return next === undefined || !(order(item, next, meter) > 0);
  });
}

/** The sum of no items is a whole number; of other types there is no empty list to be told by. */
function sum([list]: readonly CelValue[], meter: Meter): CelValue {
  const [first = 0n, ...rest] = itemsOf(list, meter);
  if (typeof first === "string" || first instanceof CelList) {
    throw noSuchOverload();
  }
  return rest.reduce((total, item) => arithmetic("+", total, item, meter), first);
}

function extreme(list: CelList, name: "min" | "max", meter: Meter): CelValue {
  const [first, ...rest] = itemsOf(list, meter);
  if (first === undefined) {
    throw new CelError(`${name} called on empty list`);
  }
  return rest.reduce((best, item) => {
    const result = order(best, item, meter);
    return (name === "min" ? result > 0 : result < 0) ? item : best;
  }, first);
}

function includes([target, item]: readonly CelValue[], meter: Meter): boolean {
  return target instanceof CelList
    ? hasItem(target, item ?? null, meter)
    : equals(target ?? null, item ?? null, meter);
}

function holds(list: CelValue | undefined, part: CelValue | undefined, meter: Meter): boolean {
  return itemsOf(part, meter).every((item) => hasItem(asList(list), item, meter));
}

function hasItem(list: CelList, item: CelValue, meter: Meter): boolean {
  for (const one of list) {
    if (equals(one, item, meter)) {
      return true;
    }
  }
  return false;
}
