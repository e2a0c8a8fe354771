import { NotEvaluable, noSuchOverload } from "../cel-error.ts";
import { showType, simpleName } from "../type/cel-type.ts";
import type { Expression, Frame } from "./expression.ts";

/** @throws {NotEvaluable} where the expression is known to be no boolean */
export function requireBool(expression: Expression, what: string): Expression {
  if (expression.type.kind !== "dyn" && simpleName(expression.type) !== "bool") {
    throw new NotEvaluable(`${what} has to be a bool, but is of type ${showType(expression.type)}`);
  }
  return expression;
}

/** @throws {CelError} where the value is no boolean */
export function isTrue({ run }: Expression, frame: Frame): boolean {
  const value = run(frame);
  if (typeof value !== "boolean") {
    throw noSuchOverload();
  }
  return value;
}
