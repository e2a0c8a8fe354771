import type { JsonObject, JsonValue } from "@imagewright/core";

import { readStructuralSchema } from "../../schema/structural-schema.ts";
import { checkRules, type RuleVerdict } from "../check-rules.ts";

/** What one rule says to a value: `true`, its message, or why it is not evaluated. */
export function askRule(
  rule: string | JsonObject,
  value: JsonValue = {},
  schema: JsonObject = { type: "object", properties: { spec: { type: "object" } } },
  old?: JsonValue,
): string {
  const written = typeof rule === "string" ? { rule } : rule;
  const verdict = askRules({ ...schema, "x-kubernetes-validations": [written] }, value, old);
  return verdictText(verdict);
}

/** What the rules of a schema say to the value of a field `value`. */
export function askRules(schema: JsonObject, value: JsonValue, old?: JsonValue): RuleVerdict {
  const root = readStructuralSchema({ type: "object", properties: { value: schema } });
  return checkRules({
    object: { value },
    oldObject: old === undefined ? undefined : { value: old },
    schema: root,
  });
}

function verdictText({ diagnostics, unchecked }: RuleVerdict): string {
  const [refusal] = diagnostics;
  const [left] = unchecked;
  if (left !== undefined) {
    return `not checked: ${left.reason.replace(/^.*? cannot be evaluated: /su, "")}`;
  }
  return refusal === undefined ? "true" : refusal.message;
}
