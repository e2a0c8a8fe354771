import type { ASTNode } from "@marcbachmann/cel-js";

import { NotEvaluable } from "../cel-error.ts";
import { boolType, type CelType, dynType, joinTypes, listType, mapType } from "../type/cel-type.ts";
import { ListValue } from "../value/list-value.ts";
import { MapValue } from "../value/map-value.ts";
import { isTrue, requireBool } from "./bool-expression.ts";
import { compileAccess, compileIdentifier, compileIndex } from "./compile-access.ts";
import { compileCall } from "./compile-call.ts";
import { compileChain } from "./compile-chain.ts";
import { compileLiteral, compileNegative } from "./compile-literal.ts";
import { compileMacro } from "./compile-macro.ts";
import { compileBinary } from "./compile-operator.ts";
import type { Compiler, Expression, Scope } from "./expression.ts";

/** Deepest nesting of expressions; upstream's parser ends at half of it. */
const maximumDepth = 500;

/**
 * Makes a parsed expression ready for evaluation, and checks the types that are known.
 *
 * @throws {NotEvaluable} where upstream would not accept the expression, or it needs what is not
 * known here
 */
export function compileExpression(node: ASTNode, scope: Scope): Expression {
  return compileAt(node, scope, 0);
}

function compileAt(node: ASTNode, scope: Scope, depth: number): Expression {
  if (depth > maximumDepth) {
    throw new NotEvaluable(`the expression is nested deeper than ${maximumDepth} levels`);
  }
  const compiler: Compiler = {
    compile: (child, inner) => compileAt(child, inner, depth + 1),
  };
  const { type, run } = compileNode(node, scope, compiler);
  return {
    type,
    run(frame) {
      frame.meter.spend(1);
      return run(frame);
    },
  };
}

function compileNode(node: ASTNode, scope: Scope, compiler: Compiler): Expression {
  switch (node.op) {
    case "value":
      return compileLiteral(node.args);
    case "id":
      return compileIdentifier(node.args, scope);
    case ".":
    case ".?":
      return compileAccess(node, scope, compiler);
    case "[]":
    case "[?]":
      return compileIndex(node, scope, compiler);
    case "call":
    case "rcall":
      return compileMacro(node, scope, compiler) ?? compileCall(node, scope, compiler);
    case "list":
      return compileList(node.args, scope, compiler);
    case "map":
      return compileMap(node.args, scope, compiler);
    case "?:":
      return compileTernary(node.args, scope, compiler);
    case "||":
    case "&&":
      return compileChain(node, scope, compiler);
    case "!_":
      return compileNot(node.args, scope, compiler);
    case "-_":
      return compileNegative(node.args, scope, compiler);
    default:
      return compileBinary(node, scope, compiler);
  }
}

function compileList(nodes: readonly ASTNode[], scope: Scope, compiler: Compiler): Expression {
  const items = nodes.map((node) => compiler.compile(node, scope));
  return {
    type: listType(joinAll(items.map(({ type }) => type))),
    run: (frame) => new ListValue(items.map(({ run }) => run(frame))),
  };
}

function compileMap(
  nodes: readonly (readonly [ASTNode, ASTNode])[],
  scope: Scope,
  compiler: Compiler,
): Expression {
  const entries = nodes.map(
    ([key, value]) => [compiler.compile(key, scope), compiler.compile(value, scope)] as const,
  );
  return {
    type: mapType(
      joinAll(entries.map(([key]) => key.type)),
      joinAll(entries.map(([, value]) => value.type)),
    ),
    run: (frame) =>
      MapValue.of(
        entries.map(([key, value]) => [key.run(frame), value.run(frame)] as const),
        frame.meter,
      ),
  };
}

function joinAll(types: readonly CelType[]): CelType {
  const [first, ...rest] = types;
  return first === undefined ? dynType : rest.reduce(joinTypes, first);
}

function compileTernary(
  [condition, consequent, alternate]: readonly [ASTNode, ASTNode, ASTNode],
  scope: Scope,
  compiler: Compiler,
): Expression {
  const test = requireBool(compiler.compile(condition, scope), "the condition of `? :`");
  const [left, right] = [compiler.compile(consequent, scope), compiler.compile(alternate, scope)];
  return {
    type: joinTypes(left.type, right.type),
    run: (frame) => (isTrue(test, frame) ? left.run(frame) : right.run(frame)),
  };
}

function compileNot(operand: ASTNode, scope: Scope, compiler: Compiler): Expression {
  const inner = requireBool(compiler.compile(operand, scope), "the operand of `!`");
  return { type: boolType, run: (frame) => !isTrue(inner, frame) };
}
