import { showValue } from "@imagewright/core";

import type { StructuralSchema } from "../schema/structural-schema.ts";
import type { ValidationRule } from "../schema/validation-rule.ts";
import { BudgetSpent, CelError, NotEvaluable } from "./cel-error.ts";
import type { Expression } from "./compile/expression.ts";
import type { Meter } from "./meter.ts";
import {
  defaultMessage,
  fieldPathNames,
  ruleName,
  shortRule,
  usableMessage,
  withReason,
} from "./rule-message.ts";
import { isUnchanged, pathOf, type RuleNode } from "./rule-node.ts";
import { ruleProgram, type RuleProgram } from "./rule-program.ts";
import type { RuleReport } from "./rule-report.ts";
import { toCelValue } from "./schema/schema-value.ts";
import { type CelValue, noneOptional, Optional } from "./value/cel-value.ts";

/** A rule that can be evaluated, at one value of an object. */
interface RuleCase {
  readonly rule: ValidationRule;
  readonly program: Extract<RuleProgram, { readonly ok: true }>;
  readonly node: RuleNode;
  readonly values: NodeValues;
  /** Whether the rule is the value's own, and not one that is combined with its schema. */
  readonly isOwn: boolean;
}

/** Evaluates all rules that are about one value. */
export function evaluateRules(node: RuleNode, meter: Meter, report: RuleReport): void {
  const values = new NodeValues(node);
  for (const schema of node.rules.flatMap(withBranches)) {
    for (const rule of schema.rules) {
      const program = ruleProgram(rule, node.schema, values.isRoot);
      if (!program.ok) {
        report.leave(pathOf(node), rule, program.reason);
      } else if (program.usesOldSelf && report.isOldUnknown) {
        report.leave(pathOf(node), rule, "the old object is not known");
      } else if (!program.usesOldSelf || rule.optionalOldSelf || values.hasOld) {
        const isOwn = schema === node.schema;
        evaluateRule({ rule, program, node, values, isOwn }, meter, report);
      }
    }
  }
}

/** A schema, and everything that is combined with it by `allOf`, which can have rules too. */
export function withBranches(schema: StructuralSchema): readonly StructuralSchema[] {
  return schema.allOf.length === 0 ? [schema] : [schema, ...schema.allOf.flatMap(withBranches)];
}

/** A value and its old value as rules see them: converted when the first rule asks for them. */
class NodeValues {
  readonly #node: RuleNode;
  #self: CelValue | undefined;
  #old: CelValue | undefined;

  constructor(node: RuleNode) {
    this.#node = node;
  }

  get isRoot(): boolean {
    return this.#node.parent === undefined;
  }

  get hasOld(): boolean {
    return this.#node.old !== undefined && this.#node.old !== null;
  }

  get self(): CelValue {
    const { value, schema } = this.#node;
    return (this.#self ??= toCelValue(value, schema, this.isRoot));
  }

  /** Undefined where there is none. */
  get old(): CelValue | undefined {
    const { old, schema } = this.#node;
    if (this.#old === undefined && old !== undefined && old !== null) {
      this.#old = toCelValue(old, schema, this.isRoot);
    }
    return this.#old;
  }

  /**
   * The variables of a rule, by their slots.
   *
   * @param usesOld - an old value nobody asks for is not converted: it may be of any type
   */
  slots(isOptional: boolean, usesOld: boolean): (CelValue | undefined)[] {
    const old = usesOld ? this.old : undefined;
    if (!isOptional) {
      return [this.self, old];
    }
    return [this.self, old === undefined ? noneOptional : new Optional(old)];
  }
}

function evaluateRule(given: RuleCase, meter: Meter, report: RuleReport): void {
  const { rule, program, node, values, isOwn } = given;
  const slots = (): (CelValue | undefined)[] =>
    values.slots(rule.optionalOldSelf, program.usesOldSelf);
  try {
    if (evaluate(program.rule, slots, meter) !== true) {
      const message = withReason(messageOf(given, meter), rule);
      const path = [...pathOf(node), ...fieldPathNames(rule.fieldPath)];
      const isSettled = !program.usesOldSelf && isUnchanged(isOwn ? node : node.parent);
      report.refuse({ path, message, ...factsOf(given) }, isSettled);
    }
  } catch (error) {
    if (error instanceof CelError) {
      const message = errorMessage(error, rule);
      report.refuse({ path: pathOf(node), message, ...factsOf(given) }, false);
    } else {
      report.leave(pathOf(node), rule, giveUp(error));
    }
  }
}

/** @throws whatever ends the evaluation */
function evaluate(
  expression: Expression,
  slots: () => (CelValue | undefined)[],
  meter: Meter,
): CelValue {
  meter.begin();
  try {
    return expression.run({ meter, slots: slots() });
  } finally {
    meter.end();
  }
}

/** What ended an evaluation that has no verdict; a fault of ours is thrown on. */
function giveUp(error: unknown): string {
  if (error instanceof BudgetSpent || error instanceof NotEvaluable) {
    return error.message;
  }
  if (error instanceof RangeError) {
    return "the evaluation is nested too deep, or a text becomes too long";
  }
  throw error;
}

/** The message an expression words, else that of the rule. Nothing depends on its evaluation. */
function messageOf({ rule, program, values }: RuleCase, meter: Meter): string {
  if (program.message === undefined) {
    return defaultMessage(rule);
  }
  try {
    const text = evaluate(program.message, () => values.slots(false, true), meter);
    return usableMessage(text) ?? defaultMessage(rule);
  } catch (error) {
    if (!(error instanceof CelError)) {
      giveUp(error);
    }
    return defaultMessage(rule);
  }
}

/** Upstream's words for an evaluation that ends in an error. */
function errorMessage({ message }: CelError, rule: ValidationRule): string {
  return message.startsWith("no such overload")
    ? `'${message}': call arguments did not match a supported operator, function or macro signature for rule: ${ruleName(rule)}`
    : `${message} evaluating rule: ${ruleName(rule)}`;
}

/** The value is shown if it is no list or map, whose contents may be secret. */
function factsOf({ rule, node }: RuleCase): { found?: string; expected: string } {
  const expected = shortRule(rule.rule);
  return typeof node.value === "object" ? { expected } : { found: showValue(node.value), expected };
}
