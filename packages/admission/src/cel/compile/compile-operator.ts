import type { ASTNode } from "@marcbachmann/cel-js";

import { NotEvaluable, noSuchOverload } from "../cel-error.ts";
import type { Meter } from "../meter.ts";
import { areComparable, boolType, type CelType, showType } from "../type/cel-type.ts";
import { CelList, CelMap, type CelValue } from "../value/cel-value.ts";
import { compare } from "../value/compare.ts";
import { equals } from "../value/equality.ts";
import { arithmetic, arithmeticType, isArithmetic } from "./arithmetic.ts";
import type { Compiler, Expression, Scope } from "./expression.ts";
import { isOrdered } from "./operand-types.ts";

/** An operator between two operands, apart from `&&` and `||`. */
type BinaryNode = Extract<
  ASTNode,
  { readonly op: "==" | "!=" | "in" | "+" | "-" | "*" | "/" | "%" | "<" | "<=" | ">" | ">=" }
>;

/** Applies an operator to two values. */
type Operation = (left: CelValue, right: CelValue, meter: Meter) => CelValue;

/** @throws {NotEvaluable} where the operands are known to be of types the operator does not take */
export function compileBinary(node: BinaryNode, scope: Scope, compiler: Compiler): Expression {
  const left = compiler.compile(node.args[0], scope);
  const right = compiler.compile(node.args[1], scope);
  const type = resultType(node.op, left.type, right.type);
  if (type === undefined) {
    const types = `${showType(left.type)}, ${showType(right.type)}`;
    throw new NotEvaluable(`found no matching overload for '_${node.op}_' applied to '(${types})'`);
  }
  const operation = operationOf(node.op);
  return {
    type,
    run: (frame) => operation(left.run(frame), right.run(frame), frame.meter),
  };
}

function resultType(op: BinaryNode["op"], left: CelType, right: CelType): CelType | undefined {
  if (isArithmetic(op)) {
    return arithmeticType(op, left, right);
  }
  switch (op) {
    case "==":
    case "!=":
      return areComparable(left, right) ? boolType : undefined;
    case "in":
      return isContained(left, right) ? boolType : undefined;
    default:
      return isOrdered(left, right) ? boolType : undefined;
  }
}

function isContained(item: CelType, range: CelType): boolean {
  switch (range.kind) {
    case "dyn":
      return true;
    case "list":
      return areComparable(range.item, item);
    case "map":
      return areComparable(range.key, item);
    default:
      return false;
  }
}

function operationOf(op: BinaryNode["op"]): Operation {
  if (isArithmetic(op)) {
    return (left, right, meter) => arithmetic(op, left, right, meter);
  }
  switch (op) {
    case "==":
      return equals;
    case "!=":
      return (left, right, meter) => !equals(left, right, meter);
    case "in":
      return contains;
    default:
      return (left, right, meter) => isInOrder(op, compare(left, right, meter));
  }
}

function isInOrder(op: "<" | "<=" | ">" | ">=", order: number | undefined): boolean {
  if (order === undefined) {
    throw noSuchOverload();
  }
  switch (op) {
    case "<":
      return order < 0;
    case "<=":
      return order <= 0;
    case ">":
      return order > 0;
    default:
      return order >= 0;
  }
}

/** Whether a list has an equal item, or a map the key. */
function contains(item: CelValue, range: CelValue, meter: Meter): boolean {
  if (range instanceof CelMap) {
    meter.spendText(typeof item === "string" ? item.length : 0);
    return range.get(item) !== undefined;
  }
  if (!(range instanceof CelList)) {
    throw noSuchOverload();
  }
  for (const one of range) {
    if (equals(one, item, meter)) {
      return true;
    }
  }
  return false;
}
