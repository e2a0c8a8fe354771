import type { ASTNode } from "@marcbachmann/cel-js";

import { boolType } from "../type/cel-type.ts";
import { isTrue, requireBool } from "./bool-expression.ts";
import { Verdict } from "./compile-chain.ts";
import type { Compiler, Expression, Frame, Scope } from "./expression.ts";
import { compileIteration, type Iteration } from "./iteration.ts";
import { variableName } from "./variable-name.ts";

/** A macro that goes through a list or a map. */
export interface Comprehension {
  readonly name: string;
  readonly receiver: ASTNode;
  /** One or two variables, then what is evaluated for each item. */
  readonly parameters: readonly ASTNode[];
}

const quantifiers: ReadonlySet<string> = new Set(["all", "exists", "exists_one", "existsOne"]);

/** Whether a call with so many arguments is a quantifier, with one variable or two. */
export function isQuantifier(name: string, count: number): boolean {
  return quantifiers.has(name) && (count === 3 || (count === 2 && name !== "existsOne"));
}

/** Whether all items, one of them at least, or exactly one of them fulfil a condition. */
export function compileQuantifier(
  { name, receiver, parameters }: Comprehension,
  scope: Scope,
  compiler: Compiler,
): Expression {
  const [names, body] = splitParameters(parameters);
  const iteration = compileIteration(receiver, names, scope, compiler);
  const condition = requireBool(
    compiler.compile(body, iteration.scope),
    `the condition of \`${name}\``,
  );
  const run =
    name === "all" || name === "exists"
      ? (frame: Frame) => decide(iteration, condition, name === "exists", frame)
      : (frame: Frame) => countOf(iteration, condition, frame) === 1;
  return { type: boolType, run };
}

function splitParameters(
  parameters: readonly ASTNode[],
): readonly [readonly [string] | readonly [string, string], ASTNode] {
  const [first, second, third] = parameters;
  if (first === undefined || second === undefined) {
    throw new Error("a quantifier has two arguments at least");
  }
  return third === undefined
    ? [[variableName(first)], second]
    : [[variableName(first), variableName(second)], third];
}

function decide(
  iteration: Iteration,
  condition: Expression,
  decisive: boolean,
  frame: Frame,
): boolean {
  const verdict = new Verdict(decisive, frame);
  for (const _ of iteration.run(frame)) {
    if (verdict.isDecidedBy(condition)) {
      return decisive;
    }
  }
  return verdict.otherwise();
}

function countOf(iteration: Iteration, condition: Expression, frame: Frame): number {
  let count = 0;
  for (const _ of iteration.run(frame)) {
    count += Number(isTrue(condition, frame));
  }
  return count;
}
