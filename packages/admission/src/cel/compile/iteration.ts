import type { ASTNode } from "@marcbachmann/cel-js";

import { NotEvaluable, noSuchOverload } from "../cel-error.ts";
import { type CelType, dynType, intType, showType } from "../type/cel-type.ts";
import { CelList, CelMap, type CelValue } from "../value/cel-value.ts";
import type { Compiler, Expression, Frame, Scope } from "./expression.ts";

/** A list or a map, and the variables that stand for its items, or its keys and values. */
export interface Iteration {
  /** The scope in which the body is compiled. */
  readonly scope: Scope;
  /** The type of the first variable, which is the key where there are two. */
  readonly first: CelType;
  /**
   * Goes through the items; each time the variables are set before it yields the first of them.
   */
  readonly run: (frame: Frame) => Iterable<CelValue>;
}

/** @throws {NotEvaluable} where the range is known to be neither a list nor a map */
export function compileIteration(
  rangeNode: ASTNode,
  names: readonly [string] | readonly [string, string],
  scope: Scope,
  compiler: Compiler,
): Iteration {
  const range = compiler.compile(rangeNode, scope);
  const [key, value] = itemTypes(range.type);
  const [name, second] = names;
  const isList = range.type.kind === "list";
  if (second === undefined) {
    const first = isList ? value : key;
    const inner = scope.declare(name, first);
    return { scope: inner.scope, first, run: (frame) => singly(range, inner.slot, frame) };
  }
  const outer = scope.declare(name, key);
  const inner = outer.scope.declare(second, value);
  return {
    scope: inner.scope,
    first: key,
    run: (frame) => inPairs(range, outer.slot, inner.slot, frame),
  };
}

/** Types of keys and values; the keys of a list are its indexes. */
function itemTypes(type: CelType): readonly [CelType, CelType] {
  switch (type.kind) {
    case "dyn":
      return [dynType, dynType];
    case "list":
      return [intType, type.item];
    case "map":
      return [type.key, type.value];
    default:
      throw new NotEvaluable(
        `expression of type '${showType(type)}' cannot be range of a comprehension (must be list, map, or dynamic)`,
      );
  }
}

function* singly(range: Expression, slot: number, frame: Frame): Generator<CelValue> {
  const collection = range.run(frame);
  const items = collection instanceof CelMap ? keysOf(collection, frame) : asList(collection);
  for (const item of items) {
    frame.meter.spend(1);
    frame.slots[slot] = item;
    yield item;
  }
}

function* inPairs(
  range: Expression,
  keySlot: number,
  valueSlot: number,
  frame: Frame,
): Generator<CelValue> {
  const collection = range.run(frame);
  for (const [key, value] of pairsOf(collection, frame)) {
    frame.meter.spend(2);
    frame.slots[keySlot] = key;
    frame.slots[valueSlot] = value;
    yield key;
  }
}

function* pairsOf(collection: CelValue, frame: Frame): Generator<readonly [CelValue, CelValue]> {
  if (collection instanceof CelMap) {
    for (const key of keysOf(collection, frame)) {
      yield [key, collection.get(key) ?? null];
    }
    return;
  }
  const list = asList(collection);
  for (let index = 0; index < list.size; index += 1) {
    yield [BigInt(index), list.at(index)];
  }
}

/** All keys are made before the first is looked at: they are paid for at once. */
function keysOf(map: CelMap, frame: Frame): readonly CelValue[] {
  frame.meter.spend(map.size);
  return map.keys();
}

function asList(value: CelValue): CelList {
  if (!(value instanceof CelList)) {
    throw noSuchOverload();
  }
  return value;
}
