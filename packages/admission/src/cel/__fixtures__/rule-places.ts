import { type Diagnostic, parsePointer } from "@imagewright/core";

import type { StructuralSchema } from "../../schema/structural-schema.ts";
import type { ValidationRule } from "../../schema/validation-rule.ts";
import { defaultMessage, ruleName, shortRule, withReason } from "../rule-message.ts";

/** A rule, and the schema it stands in. */
export interface PlacedRule {
  /** Where the schema stands, as in `.spec.tags` or `.spec.terms[].id`. */
  readonly place: string;
  /** From 1, among the rules of the schema. */
  readonly number: number;
  readonly rule: ValidationRule;
  readonly schema: StructuralSchema;
}

/** All rules of a schema and of those below it. */
export function* placedRules(schema: StructuralSchema, place = ""): Generator<PlacedRule> {
  for (const [index, rule] of schema.rules.entries()) {
    yield { place, number: index + 1, rule, schema };
  }
  for (const [name, child] of schema.properties) {
    yield* placedRules(child, `${place}.${name}`);
  }
  if (schema.items !== undefined) {
    yield* placedRules(schema.items, `${place}[]`);
  }
  if (schema.additionalProperties !== undefined && schema.additionalProperties !== true) {
    yield* placedRules(schema.additionalProperties, `${place}{}`);
  }
}

/** The rules that findings are about, as `.spec.tags#1`. */
export function brokenRules(
  diagnostics: readonly Diagnostic[],
  schema: StructuralSchema,
): readonly string[] {
  const rules = diagnostics
    .filter(({ code }) => code === "ADMISSION_RULE")
    .map((found) => nameOf(found, schema));
  return [...new Set(rules)].toSorted();
}

function nameOf({ pointer, message, expected }: Diagnostic, root: StructuralSchema): string {
  let schema = root;
  let place = "";
  for (const name of parsePointer(pointer)) {
    const [step, child] = stepInto(schema, name);
    place += step;
    schema = child;
  }
  const number = schema.rules.findIndex(
    (rule) =>
      shortRule(rule.rule) === expected &&
      (message === withReason(defaultMessage(rule), rule) || message.endsWith(ruleName(rule))),
  );
  return `${place}#${number + 1}`;
}

function stepInto(schema: StructuralSchema, name: string): readonly [string, StructuralSchema] {
  const property = schema.properties.get(name);
  if (property !== undefined) {
    return [`.${name}`, property];
  }
  const { items, additionalProperties } = schema;
  const other = items ?? additionalProperties;
  if (other === undefined || other === true) {
    throw new Error(`the schema has no place ${name}`);
  }
  return [items === undefined ? "{}" : "[]", other];
}
