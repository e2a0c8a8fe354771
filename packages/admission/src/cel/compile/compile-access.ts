import type { ASTNode } from "@marcbachmann/cel-js";

import { CelError, NotEvaluable, noSuchOverload, RuleFault } from "../cel-error.ts";
import {
  areNumbers,
  type CelType,
  dynType,
  intType,
  optionalType,
  showType,
  simpleType,
} from "../type/cel-type.ts";
import {
  CelList,
  CelMap,
  CelTypeName,
  type CelValue,
  noneOptional,
  Optional,
} from "../value/cel-value.ts";
import { numberOf } from "../value/numbers.ts";
import type { Compiler, Expression, Frame, Scope } from "./expression.ts";

/** Names of types that stand for themselves in expressions. */
const typeNames: ReadonlySet<string> = new Set([
  "int",
  "uint",
  "double",
  "bool",
  "string",
  "bytes",
  "list",
  "map",
  "null_type",
  "type",
  "google.protobuf.Timestamp",
  "google.protobuf.Duration",
  "optional_type",
  "kubernetes.URL",
  "kubernetes.Quantity",
  "net.IP",
  "net.CIDR",
]);

/** @throws {NotEvaluable} where there is no such variable */
export function compileIdentifier(name: string, scope: Scope): Expression {
  const variable = scope.find(name);
  if (variable !== undefined) {
    const { slot, type } = variable;
    return {
      type,
      run({ slots }) {
        const value = slots[slot];
        if (value === undefined) {
          throw new CelError(`no such attribute(s): ${name}`);
        }
        return value;
      },
    };
  }
  if (!typeNames.has(name)) {
    throw new NotEvaluable(`undeclared reference to '${name}'`);
  }
  const value = new CelTypeName(name);
  return { type: simpleType("type"), run: () => value };
}

type AccessNode = Extract<ASTNode, { readonly op: "." | ".?" }>;

/** A field of an object, or the value of a key that is a name. */
export function compileAccess(node: AccessNode, scope: Scope, compiler: Compiler): Expression {
  const qualified = node.op === "." ? qualifiedName(node, scope) : undefined;
  if (qualified !== undefined) {
    return compileIdentifier(qualified, scope);
  }
  const [operandNode, name] = node.args;
  const operand = compiler.compile(operandNode, scope);
  const type = fieldType(operand.type, name);
  return node.op === ".?"
    ? {
        type: optionalType(type),
        run: (frame) => optionalMember(operand.run(frame), name),
      }
    : {
        type: operand.type.kind === "optional" ? optionalType(type) : type,
        run: (frame) => memberOf(operand.run(frame), name),
      };
}

/** The dotted name of something that is no variable's field. */
export function qualifiedName(node: ASTNode, scope: Scope): string | undefined {
  if (node.op === "id") {
    return scope.find(node.args) === undefined ? node.args : undefined;
  }
  const prefix = node.op === "." ? qualifiedName(node.args[0], scope) : undefined;
  return prefix === undefined || node.op !== "." ? undefined : `${prefix}.${node.args[1]}`;
}

/** @throws {NotEvaluable} where values of the type have no such field, or no fields at all */
export function fieldType(type: CelType, name: string): CelType {
  switch (type.kind) {
    case "dyn":
      return type;
    case "optional":
      return fieldType(type.value, name);
    case "map":
      return type.value;
    case "object": {
      const field = type.field(name);
      if (field === undefined) {
        throw new RuleFault(`undefined field '${name}'`);
      }
      return field;
    }
    default:
      throw new NotEvaluable(`type '${showType(type)}' does not support field selection`);
  }
}

type IndexNode = Extract<ASTNode, { readonly op: "[]" | "[?]" }>;

/** An item of a list by its number, or the value of a key. */
export function compileIndex(node: IndexNode, scope: Scope, compiler: Compiler): Expression {
  const [operand, index] = [
    compiler.compile(node.args[0], scope),
    compiler.compile(node.args[1], scope),
  ];
  const type = indexedType(operand.type, index.type);
  return node.op === "[?]"
    ? {
        type: optionalType(type),
        run: (frame) => optionalMember(operand.run(frame), paidKey(index, frame)),
      }
    : {
        type: operand.type.kind === "optional" ? optionalType(type) : type,
        run: (frame) => memberOf(operand.run(frame), paidKey(index, frame)),
      };
}

/** A long key takes its time to be looked up. */
function paidKey({ run }: Expression, frame: Frame): CelValue {
  const key = run(frame);
  frame.meter.spendText(typeof key === "string" ? key.length : 0);
  return key;
}

function indexedType(type: CelType, index: CelType): CelType {
  switch (type.kind) {
    case "dyn":
      return dynType;
    case "map":
      return type.value;
    case "optional":
      return indexedType(type.value, index);
    case "list":
      if (index.kind === "dyn" || areNumbers(index, intType)) {
        return type.item;
      }
      throw new NotEvaluable(`a list has no index of type '${showType(index)}'`);
    default:
      throw new NotEvaluable(`type '${showType(type)}' does not support indexing`);
  }
}

/** @throws {CelError} where there is no such key or item */
function memberOf(value: CelValue, key: CelValue): CelValue {
  if (value instanceof Optional) {
    return optionalMember(value, key);
  }
  const member = findMember(value, key);
  if (member !== undefined) {
    return member;
  }
  throw new CelError(
    value instanceof CelList
      ? `index out of bounds: ${showKey(key)}`
      : `no such key: ${showKey(key)}`,
  );
}

function optionalMember(value: CelValue, key: CelValue): Optional {
  if (value instanceof Optional) {
    return value.value === undefined ? noneOptional : optionalMember(value.value, key);
  }
  const member = findMember(value, key);
  return member === undefined ? noneOptional : new Optional(member);
}

/** The value of a key, or an item of a list; undefined where there is none. */
function findMember(value: CelValue, key: CelValue): CelValue | undefined {
  if (value instanceof CelMap) {
    return value.get(key);
  }
  if (!(value instanceof CelList)) {
    throw noSuchOverload();
  }
  const index = Number(numberOf(key) ?? Number.NaN);
  if (!Number.isInteger(index)) {
    throw new CelError(`unsupported index value of type ${typeof key} in list`);
  }
  return index >= 0 && index < value.size ? value.at(index) : undefined;
}

function showKey(key: CelValue): string {
  return typeof key === "object" ? String(numberOf(key) ?? "") : String(key);
}
