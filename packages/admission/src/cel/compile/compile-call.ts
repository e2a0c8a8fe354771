import type { ASTNode } from "@marcbachmann/cel-js";

import { NotEvaluable, noSuchOverload } from "../cel-error.ts";
import { findOverloads, type Overload } from "../library/library.ts";
import { constantPatterns, preparePattern } from "../library/regular-expression.ts";
import { accepts } from "../type/accepts.ts";
import { type CelType, dynType, fits, resolveType, showType } from "../type/cel-type.ts";
import type { CelValue } from "../value/cel-value.ts";
import { qualifiedName } from "./compile-access.ts";
import type { CallNode } from "./compile-macro.ts";
import type { Compiler, Expression, Frame, Scope } from "./expression.ts";

/** A call taken apart: what is called, and with what. */
interface Call {
  readonly name: string;
  readonly isMember: boolean;
  /** The receiver of a member first. */
  readonly operands: readonly ASTNode[];
}

/** @throws {NotEvaluable} where there is no such function, or none for operands of these types */
export function compileCall(node: CallNode, scope: Scope, compiler: Compiler): Expression {
  const call = callOf(node, scope);
  const operands = call.operands.map((operand) => compiler.compile(operand, scope));
  const overloads = matching(
    call,
    operands.map(({ type }) => type),
  );
  preparePatternOf(call, scope);
  return {
    type: resultOf(overloads),
    run: (frame) => dispatch(overloads, operands, frame),
  };
}

/** A dotted name that is no variable's field may be a function's: `sets.contains`. */
function callOf(node: CallNode, scope: Scope): Call {
  if (node.op === "call") {
    const [name, operands] = node.args;
    return { name, isMember: false, operands };
  }
  const [member, receiver, operands] = node.args;
  const prefix = qualifiedName(receiver, scope);
  const name = `${prefix}.${member}`;
  return prefix !== undefined && findOverloads(name, false, operands.length).length > 0
    ? { name, isMember: false, operands }
    : { name: member, isMember: true, operands: [receiver, ...operands] };
}

/** An overload that fits, and the type of its result. */
interface Match {
  readonly overload: Overload;
  readonly result: CelType;
}

function matching({ name, isMember }: Call, types: readonly CelType[]): readonly Match[] {
  const matches = findOverloads(name, isMember, types.length).flatMap((overload) => {
    const bindings = new Map<string, CelType>();
    const isMatch = overload.parameters.every((parameter, index) =>
      fits(parameter, types[index] ?? dynType, bindings),
    );
    return isMatch ? [{ overload, result: resolveType(overload.result, bindings) }] : [];
  });
  if (matches.length === 0) {
    const [first = "", ...rest] = types.map(showType);
    const shown = isMember ? `${first}.(${rest.join(", ")})` : `(${[first, ...rest].join(", ")})`;
    throw new NotEvaluable(`found no matching overload for '${name}' applied to '${shown}'`);
  }
  return matches;
}

/** A pattern that is a literal is compiled once; one that is none refuses the expression. */
function preparePatternOf({ name, operands }: Call, { facts }: Scope): void {
  const pattern = constantPatterns.has(name) ? operands[1] : undefined;
  if (pattern?.op === "value" && typeof pattern.args === "string") {
    facts.patternLength += preparePattern(pattern.args, facts.patternLength);
  }
}

function resultOf(matches: readonly Match[]): CelType {
  const [first, ...rest] = matches;
  const shown = first && showType(first.result);
  return first !== undefined && rest.every(({ result }) => showType(result) === shown)
    ? first.result
    : dynType;
}

function dispatch(
  matches: readonly Match[],
  operands: readonly Expression[],
  frame: Frame,
): CelValue {
  const values = operands.map(({ run }) => run(frame));
  for (const { overload } of matches) {
    if (overload.parameters.every((parameter, index) => accepts(parameter, values[index]))) {
      return overload.run(values, frame.meter);
    }
  }
  throw noSuchOverload();
}
