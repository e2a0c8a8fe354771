import { isJsonObject, type JsonObject, type JsonValue, ownValue } from "@imagewright/core";

/**
 * A rule of `x-kubernetes-validations`, as it is written.
 *
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#validation-rules
 */
export interface ValidationRule {
  /** The expression that has to be true. */
  readonly rule: string;
  readonly message: string | undefined;
  /** An expression that words the message; it goes before `message`. */
  readonly messageExpression: string | undefined;
  readonly reason: string | undefined;
  /** The field to blame, as a path such as `.spec.size`, from where the rule stands. */
  readonly fieldPath: string | undefined;
  /** Whether the rule is evaluated where there is no old value, `oldSelf` being an optional. */
  readonly optionalOldSelf: boolean;
}

/** Reads the rules of a schema; what is no rule at all counts as one that cannot be evaluated. */
export function readValidationRules(value: JsonValue | undefined): readonly ValidationRule[] {
  const list: readonly JsonValue[] = Array.isArray(value) ? value : [];
  return list.map((item) => readRule(isJsonObject(item) ? item : {}));
}

function readRule(node: JsonObject): ValidationRule {
  return {
    rule: textOf(node, "rule") ?? "",
    message: textOf(node, "message"),
    messageExpression: textOf(node, "messageExpression"),
    reason: textOf(node, "reason"),
    fieldPath: textOf(node, "fieldPath"),
    optionalOldSelf: ownValue(node, "optionalOldSelf") === true,
  };
}

function textOf(node: JsonObject, key: string): string | undefined {
  const value = ownValue(node, key);
  return typeof value === "string" ? value : undefined;
}
