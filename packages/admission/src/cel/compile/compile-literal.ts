import type { ASTNode } from "@marcbachmann/cel-js";
import { UnsignedInt } from "@marcbachmann/cel-js/evaluator";

import { NotEvaluable, noSuchOverload } from "../cel-error.ts";
import { areNumbers, intType, simpleName, simpleType } from "../type/cel-type.ts";
import { type CelValue, typeNameOf } from "../value/cel-value.ts";
import { checkedInt, checkedUint, fitsInt } from "../value/numbers.ts";
import type { Compiler, Expression, Scope } from "./expression.ts";

/** A value as the parser read it. */
type Literal = Extract<ASTNode, { readonly op: "value" }>["args"];

/** @throws {NotEvaluable} where a whole number does not fit into 64 bits */
export function compileLiteral(literal: Literal): Expression {
  const value = literal instanceof UnsignedInt ? checkedUint(literal.value) : literal;
  if (typeof value === "bigint" && !fitsInt(value)) {
    throw new NotEvaluable(`${value} does not fit into 64 bits`);
  }
  return constant(value);
}

/** An expression that always has the same value. */
function constant(value: CelValue): Expression {
  return { type: simpleType(typeNameOf(value)), run: () => value };
}

/** A number with its sign turned round. The least whole number can be written only like this. */
export function compileNegative(operand: ASTNode, scope: Scope, compiler: Compiler): Expression {
  if (operand.op === "value" && typeof operand.args === "bigint") {
    return compileLiteral(-operand.args);
  }
  const { type, run } = compiler.compile(operand, scope);
  if (type.kind !== "dyn" && (!areNumbers(type, intType) || simpleName(type) === "uint")) {
    throw new NotEvaluable("the operand of `-` has to be an int or a double");
  }
  return { type, run: (frame) => negate(run(frame)) };
}

function negate(value: CelValue): CelValue {
  if (typeof value === "number") {
    return -value;
  }
  if (typeof value === "bigint") {
    return checkedInt(-value);
  }
  throw noSuchOverload();
}
