import type { ASTNode } from "@marcbachmann/cel-js";

import { noSuchOverload } from "../cel-error.ts";
import { listType, mapType } from "../type/cel-type.ts";
import { CelMap, type CelValue } from "../value/cel-value.ts";
import { ListValue } from "../value/list-value.ts";
import { MapValue } from "../value/map-value.ts";
import { isTrue, requireBool } from "./bool-expression.ts";
import type { Comprehension } from "./compile-quantifier.ts";
import type { Compiler, Expression, Frame, Scope } from "./expression.ts";
import { compileIteration, type Iteration } from "./iteration.ts";
import { variableName } from "./variable-name.ts";

/** How many variables each macro has. */
const transforms: ReadonlyMap<string, 1 | 2> = new Map([
  ["map", 1],
  ["filter", 1],
  ["transformList", 2],
  ["transformMap", 2],
  ["transformMapEntry", 2],
]);

/** Whether a call with so many arguments makes a new list or map, with a filter or without. */
export function isTransform(name: string, count: number): boolean {
  const variables = transforms.get(name);
  return (
    variables !== undefined &&
    (count === variables + 1 || (count === variables + 2 && name !== "filter"))
  );
}

/** The parts of a macro that makes a new list or map. */
interface Transform {
  readonly iteration: Iteration;
  readonly filter: Expression | undefined;
  /** What each item becomes; undefined where it stays what it is. */
  readonly result: Expression | undefined;
}

/** A new list or map, item by item. Errors of one item are errors of the whole. */
export function compileTransform(
  { name, receiver, parameters }: Comprehension,
  scope: Scope,
  compiler: Compiler,
): Expression {
  const [first, second] = parameters;
  const count = transforms.get(name) ?? 1;
  if (first === undefined || second === undefined) {
    throw new Error("a transformation has two arguments at least");
  }
  const names: readonly [string] | readonly [string, string] =
    count === 1 ? [variableName(first)] : [variableName(first), variableName(second)];
  const iteration = compileIteration(receiver, names, scope, compiler);
  const bodies = parameters
    .slice(count)
    .map((node: ASTNode) => compiler.compile(node, iteration.scope));
  const isFiltered = name === "filter" || bodies.length === 2;
  const filter = isFiltered ? bodies[0] : undefined;
  const result = name === "filter" ? undefined : bodies.at(-1);
  if (filter !== undefined) {
    requireBool(filter, `the filter of \`${name}\``);
  }
  return build(name, { iteration, filter, result });
}

function build(name: string, transform: Transform): Expression {
  const { iteration, result } = transform;
  switch (name) {
    case "transformMap":
      return {
        type: mapType(iteration.first, (result ?? { type: iteration.first }).type),
        run: (frame) => MapValue.of(results(transform, frame), frame.meter),
      };
    case "transformMapEntry":
      return {
        type: (result ?? { type: iteration.first }).type,
        run: (frame) => MapValue.of(entriesOf(transform, frame), frame.meter),
      };
    default:
      return {
        type: listType((result ?? { type: iteration.first }).type),
        run: (frame) => new ListValue(Array.from(results(transform, frame), ([, value]) => value)),
      };
  }
}

function* results(
  { iteration, filter, result }: Transform,
  frame: Frame,
): Generator<readonly [CelValue, CelValue]> {
  for (const item of iteration.run(frame)) {
    if (filter === undefined || isTrue(filter, frame)) {
      yield [item, result === undefined ? item : result.run(frame)];
    }
  }
}

function* entriesOf(transform: Transform, frame: Frame): Generator<readonly [CelValue, CelValue]> {
  for (const [, entry] of results(transform, frame)) {
    if (!(entry instanceof CelMap)) {
      throw noSuchOverload();
    }
    frame.meter.spend(entry.size);
    for (const key of entry.keys()) {
      yield [key, entry.get(key) ?? null];
    }
  }
}
