import type { ASTNode } from "@marcbachmann/cel-js";

import { NotEvaluable, noSuchOverload } from "../cel-error.ts";
import { boolType, joinTypes, optionalType } from "../type/cel-type.ts";
import { CelMap, type CelValue, Optional } from "../value/cel-value.ts";
import { fieldType } from "./compile-access.ts";
import { compileQuantifier, isQuantifier } from "./compile-quantifier.ts";
import { compileTransform, isTransform } from "./compile-transform.ts";
import type { Compiler, Expression, Scope } from "./expression.ts";
import { variableName } from "./variable-name.ts";

/** A call of a function, or of a member of a value. */
export type CallNode = Extract<ASTNode, { readonly op: "call" | "rcall" }>;

/** What looks like a call but decides itself when its arguments are evaluated; else undefined. */
export function compileMacro(
  node: CallNode,
  scope: Scope,
  compiler: Compiler,
): Expression | undefined {
  if (node.op === "call") {
    const [name, [argument, ...rest]] = node.args;
    return name === "has" && argument !== undefined && rest.length === 0
      ? compileHas(argument, scope, compiler)
      : undefined;
  }
  const [name, receiver, parameters] = node.args;
  if (isQuantifier(name, parameters.length)) {
    return compileQuantifier({ name, receiver, parameters }, scope, compiler);
  }
  if (isTransform(name, parameters.length)) {
    return compileTransform({ name, receiver, parameters }, scope, compiler);
  }
  return compileBinding(name, receiver, parameters, scope, compiler);
}

function compileBinding(
  name: string,
  receiver: ASTNode,
  parameters: readonly ASTNode[],
  scope: Scope,
  compiler: Compiler,
): Expression | undefined {
  const [first, second, third, ...rest] = parameters;
  if (first === undefined || rest.length > 0) {
    return undefined;
  }
  if (third !== undefined) {
    const isBind = name === "bind" && receiver.op === "id" && receiver.args === "cel";
    return isBind && second !== undefined
      ? compileBind(variableName(first), compiler.compile(second, scope), third, scope, compiler)
      : undefined;
  }
  if (second === undefined) {
    return name === "or" || name === "orValue"
      ? compileAlternative(name, receiver, first, scope, compiler)
      : undefined;
  }
  return name === "optMap" || name === "optFlatMap"
    ? compileOptionalMap({ name, receiver, variable: first, body: second }, scope, compiler)
    : undefined;
}

/** Whether a field is there. Everything before the last dot has to be. */
function compileHas(node: ASTNode, scope: Scope, compiler: Compiler): Expression {
  if (node.op !== ".") {
    throw new NotEvaluable("invalid argument to has() macro");
  }
  const [operandNode, name] = node.args;
  const operand = compiler.compile(operandNode, scope);
  fieldType(operand.type, name);
  return { type: boolType, run: (frame) => isPresent(operand.run(frame), name) };
}

function isPresent(value: CelValue, name: string): boolean {
  if (value instanceof Optional) {
    return value.value !== undefined && isPresent(value.value, name);
  }
  if (!(value instanceof CelMap)) {
    throw noSuchOverload();
  }
  return value.get(name) !== undefined;
}

function compileBind(
  name: string,
  value: Expression,
  body: ASTNode,
  scope: Scope,
  compiler: Compiler,
): Expression {
  const inner = scope.declare(name, value.type);
  const { type, run } = compiler.compile(body, inner.scope);
  return {
    type,
    run(frame) {
      frame.slots[inner.slot] = value.run(frame);
      return run(frame);
    },
  };
}

/** The alternative is evaluated only if it is needed. */
function compileAlternative(
  name: "or" | "orValue",
  receiver: ASTNode,
  alternative: ASTNode,
  scope: Scope,
  compiler: Compiler,
): Expression {
  const [optional, other] = [
    compiler.compile(receiver, scope),
    compiler.compile(alternative, scope),
  ];
  const { type } = optional;
  const isOptional = type.kind === "optional";
  if (!isOptional && type.kind !== "dyn") {
    throw new NotEvaluable(`found no matching overload for '${name}'`);
  }
  return {
    type: joinTypes(name === "orValue" && isOptional ? type.value : type, other.type),
    run(frame) {
      const given = asOptional(optional.run(frame));
      if (given.value === undefined) {
        return name === "or" ? asOptional(other.run(frame)) : other.run(frame);
      }
      return name === "or" ? given : given.value;
    },
  };
}

function asOptional(value: CelValue): Optional {
  if (!(value instanceof Optional)) {
    throw noSuchOverload();
  }
  return value;
}

interface OptionalMap {
  readonly name: "optMap" | "optFlatMap";
  readonly receiver: ASTNode;
  readonly variable: ASTNode;
  readonly body: ASTNode;
}

function compileOptionalMap(
  { name, receiver, variable, body }: OptionalMap,
  scope: Scope,
  compiler: Compiler,
): Expression {
  const optional = compiler.compile(receiver, scope);
  const { type } = optional;
  const inner = scope.declare(variableName(variable), type.kind === "optional" ? type.value : type);
  const mapped = compiler.compile(body, inner.scope);
  return {
    type: name === "optMap" ? optionalType(mapped.type) : mapped.type,
    run(frame) {
      const given = asOptional(optional.run(frame));
      if (given.value === undefined) {
        return given;
      }
      frame.slots[inner.slot] = given.value;
      const value = mapped.run(frame);
      return name === "optMap" ? new Optional(value) : asOptional(value);
    },
  };
}
