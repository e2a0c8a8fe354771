import { type Diagnostic, isJsonObject, type JsonValue } from "@imagewright/core";

import { correlateField, correlateItems } from "../schema/correlate.ts";
import type { StructuralSchema } from "../schema/structural-schema.ts";
import type { Unchecked } from "../unchecked.ts";
import { evaluateRules, withBranches } from "./evaluate-rules.ts";
import { Meter } from "./meter.ts";
import type { RuleNode } from "./rule-node.ts";
import { RuleReport } from "./rule-report.ts";

/** An object, the one it replaces, and the schema whose rules are asked. */
export interface RuleReview {
  /** As it will be stored: with its defaults. It fits its schema. */
  readonly object: JsonValue;
  /** The object that is replaced; absent at creation. */
  readonly oldObject?: JsonValue | undefined;
  /** Whether an object is replaced of which nothing is known. */
  readonly isOldUnknown?: boolean;
  /** Whether what broke a rule before may go on doing so. @default true */
  readonly ratchets?: boolean;
  readonly schema: StructuralSchema;
}

/** What the rules of a schema say to an object. */
export interface RuleVerdict {
  /** Rules that are not fulfilled, or that break on the object. */
  readonly diagnostics: readonly Diagnostic[];
  /** Rules that could not be evaluated here: they neither speak for the object nor against it. */
  readonly unchecked: readonly Unchecked[];
}

/**
 * Evaluates the rules of `x-kubernetes-validations` as an API server does: those of every value of
 * the object, and on an update those about changes too, where an old value belongs to the new one.
 *
 * A rule that cannot be evaluated here, or that costs more than a rule may cost, is listed as not
 * checked. On an update, rules that break on what stood there before, unchanged, warn.
 */
export function checkRules({
  object,
  oldObject,
  schema,
  isOldUnknown = false,
  ratchets = true,
}: RuleReview): RuleVerdict {
  const report = new RuleReport(isOldUnknown, ratchets);
  const root: RuleNode = {
    value: object,
    old: oldObject,
    schema,
    rules: [schema],
    key: "",
    parent: undefined,
  };
  visit(root, new Meter(), report);
  return report.verdict();
}

function visit(node: RuleNode, meter: Meter, report: RuleReport): void {
  if (node.value === null || !node.rules.some(({ traits }) => traits.rules)) {
    return;
  }
  evaluateRules(node, meter, report);
  if (Array.isArray(node.value)) {
    visitItems(node.value, node, meter, report);
  } else if (isJsonObject(node.value)) {
    visitFields(Object.entries(node.value), node, meter, report);
  }
}

function visitItems(
  list: readonly JsonValue[],
  node: RuleNode,
  meter: Meter,
  report: RuleReport,
): void {
  const { items } = node.schema;
  const rules = node.rules.flatMap(withBranches).flatMap((one) => one.items ?? []);
  if (items === undefined || rules.length === 0) {
    return;
  }
  const oldItem = correlateItems(node.old, node.schema);
  for (const [index, value] of list.entries()) {
    const old = oldItem(value);
    visit({ value, old, schema: items, rules, key: index, parent: node }, meter, report);
  }
}

function visitFields(
  fields: readonly (readonly [string, JsonValue])[],
  node: RuleNode,
  meter: Meter,
  report: RuleReport,
): void {
  const holders = node.rules.flatMap(withBranches);
  for (const [key, value] of fields) {
    const schema = fieldSchema(node.schema, key);
    const rules = holders.flatMap((one) => fieldSchema(one, key) ?? []);
    if (schema !== undefined && rules.length > 0) {
      const old = correlateField(node.old, key);
      visit({ value, old, schema, rules, key, parent: node }, meter, report);
    }
  }
}

function fieldSchema(schema: StructuralSchema, name: string): StructuralSchema | undefined {
  const { additionalProperties } = schema;
  const other = additionalProperties === true ? undefined : additionalProperties;
  return schema.properties.get(name) ?? other;
}
