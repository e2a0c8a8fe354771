import { type ASTNode, Environment } from "@marcbachmann/cel-js";

import type { StructuralSchema } from "../schema/structural-schema.ts";
import type { ValidationRule } from "../schema/validation-rule.ts";
import { NotEvaluable, RuleFault } from "./cel-error.ts";
import { compileExpression } from "./compile/compile-expression.ts";
import { type Expression, Scope } from "./compile/expression.ts";
import { schemaType } from "./schema/schema-type.ts";
import { type CelType, optionalType, showType, simpleName } from "./type/cel-type.ts";

/** Longest expression that is parsed, and the largest tree it may become. */
const limits = { length: 20_000, nodes: 10_000, depth: 250 } as const;

/** Where the variables of a rule stand. */
const ruleSlots = { self: 0, oldSelf: 1 } as const;

/** A rule that is ready to be evaluated, or why it is not. */
export type RuleProgram =
  | {
      readonly ok: true;
      readonly rule: Expression;
      /** The expression that words the message; absent where there is none that can be evaluated. */
      readonly message: Expression | undefined;
      /** Whether the rule is about a change, and so only evaluated where there is an old value. */
      readonly usesOldSelf: boolean;
    }
  | {
      readonly ok: false;
      readonly reason: string;
      /** Whether no API server would take the rule either. */
      readonly isFault: boolean;
    };

const programs = new WeakMap<ValidationRule, RuleProgram>();

/**
 * Compiles a rule for values of a schema; once for each rule.
 *
 * @param isRoot - whether the values are whole objects
 */
export function ruleProgram(
  rule: ValidationRule,
  schema: StructuralSchema,
  isRoot: boolean,
): RuleProgram {
  const known = programs.get(rule);
  if (known !== undefined) {
    return known;
  }
  const program = compileRule(rule, schemaType(schema, isRoot));
  programs.set(rule, program);
  return program;
}

function compileRule(rule: ValidationRule, self: CelType | undefined): RuleProgram {
  try {
    if (self === undefined) {
      throw new RuleFault("rules cannot see a value whose type the schema does not say");
    }
    if (rule.rule.trim() === "") {
      throw new RuleFault("there is no expression");
    }
    const scope = scopeOf(self, rule.optionalOldSelf);
    return {
      ok: true,
      rule: compileText(rule.rule, scope, "bool"),
      message: compileMessage(rule, self),
      usesOldSelf: scope.facts.usedSlots.has(ruleSlots.oldSelf),
    };
  } catch (error) {
    return { ok: false, reason: reasonOf(error), isFault: error instanceof RuleFault };
  }
}

/** A fault of ours is thrown on. */
function reasonOf(error: unknown): string {
  if (error instanceof NotEvaluable) {
    return error.message;
  }
  if (error instanceof RangeError) {
    return "the expression is nested too deep";
  }
  throw error;
}

function scopeOf(self: CelType, isOptional: boolean): Scope {
  return Scope.of({ self, oldSelf: isOptional ? optionalType(self) : self });
}

/** Where the expression of the message is of no use, the message itself is. */
function compileMessage(
  { messageExpression }: ValidationRule,
  self: CelType,
): Expression | undefined {
  try {
    return messageExpression === undefined
      ? undefined
      : compileText(messageExpression, scopeOf(self, false), "string");
  } catch (error) {
    reasonOf(error);
    return undefined;
  }
}

function compileText(text: string, scope: Scope, type: "bool" | "string"): Expression {
  const expression = compileExpression(parseText(text), scope);
  if (expression.type.kind !== "dyn" && simpleName(expression.type) !== type) {
    throw new RuleFault(
      `the expression has to be a ${type}, but is of type ${showType(expression.type)}`,
    );
  }
  return expression;
}

/** The parser remembers every name it meets: it is replaced after so many expressions. */
const expressionsPerParser = 1000;

let parser: { readonly environment: Environment; uses: number } | undefined;

/** @throws {NotEvaluable} where the text is too long, or no expression */
function parseText(text: string): ASTNode {
  if (text.length > limits.length) {
    throw new NotEvaluable(`the expression is longer than ${limits.length} characters`);
  }
  if (parser === undefined || parser.uses >= expressionsPerParser) {
    parser = { environment: createParser(), uses: 0 };
  }
  parser.uses += 1;
  return parseWith(parser.environment, text);
}

/** Only an environment with a function of its own has names of its own, instead of shared ones. */
function createParser(): Environment {
  const environment = new Environment({
    enableOptionalTypes: true,
    unlistedVariablesAreDyn: true,
    limits: {
      maxAstNodes: limits.nodes,
      maxDepth: limits.depth,
      maxListElements: limits.nodes,
      maxMapEntries: limits.nodes,
      maxCallArguments: 32,
    },
  });
  return environment.registerFunction("own(bool): bool", (value: boolean) => value);
}

function parseWith(environment: Environment, text: string): ASTNode {
  try {
    return environment.parse(text).ast;
  } catch (error) {
    throw new NotEvaluable(firstLine(error));
  }
}

/** What follows the first line in errors of the parser shows the place in the text. */
function firstLine(error: unknown): string {
  const [line = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
  return line;
}
