import { formatPointer } from "@imagewright/core";

import { ruleProgram } from "../cel/rule-program.ts";
import type { StructuralSchema } from "../schema/structural-schema.ts";
import type { ValidationRule } from "../schema/validation-rule.ts";
import type { DefinitionFindings } from "./definition-findings.ts";

/** Where in a schema the walk stands. */
interface Place {
  readonly pointer: string;
  readonly isRoot: boolean;
  /** Whether old values belong to the values here: items of most lists have none. */
  readonly hasOld: boolean;
}

/**
 * Compiles every rule in the Common Expression Language. A rule that no API server takes is a
 * fault; one that cannot be evaluated here may be one, or may use what is not known here.
 *
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#validation-rules
 */
export function checkRuleDefinitions(
  schema: StructuralSchema,
  pointer: string,
  findings: DefinitionFindings,
): void {
  visit(schema, { pointer, isRoot: true, hasOld: true }, findings);
}

function visit(schema: StructuralSchema, place: Place, findings: DefinitionFindings): void {
  if (!schema.traits.rules) {
    return;
  }
  const { pointer, hasOld } = place;
  for (const [index, rule] of schema.rules.entries()) {
    const at = `${pointer}/x-kubernetes-validations/${index}`;
    checkProgram(rule, schema, { ...place, pointer: at }, findings);
    checkWording(rule, at, findings);
  }
  const { items, additionalProperties } = schema;
  for (const [name, child] of schema.properties) {
    const at = `${pointer}/properties${formatPointer([name])}`;
    visit(child, { pointer: at, isRoot: false, hasOld }, findings);
  }
  if (items !== undefined) {
    const isPaired = hasOld && schema.listType === "map";
    visit(items, { pointer: `${pointer}/items`, isRoot: false, hasOld: isPaired }, findings);
  }
  if (additionalProperties !== undefined && additionalProperties !== true) {
    const at = `${pointer}/additionalProperties`;
    visit(additionalProperties, { pointer: at, isRoot: false, hasOld }, findings);
  }
}

function checkProgram(
  rule: ValidationRule,
  schema: StructuralSchema,
  { pointer, isRoot, hasOld }: Place,
  findings: DefinitionFindings,
): void {
  const at = `${pointer}/rule`;
  const program = ruleProgram(rule, schema, isRoot);
  if (!program.ok) {
    const code = program.isFault ? "ADMISSION_CRD_RULE" : "ADMISSION_CRD_RULE_NOT_CHECKED";
    findings.add(code, at, program.reason, rule.rule);
    return;
  }
  if (program.usesOldSelf && !hasOld && !rule.optionalOldSelf) {
    const message = "no old value ever belongs to a value here, so that the rule is never asked";
    findings.add("ADMISSION_CRD_RULE", at, message, rule.rule);
  }
  if (!program.usesOldSelf && rule.optionalOldSelf) {
    const message = "the rule has no oldSelf that could be optional";
    findings.add("ADMISSION_CRD_RULE", `${pointer}/optionalOldSelf`, message, true);
  }
  if (rule.messageExpression !== undefined && program.message === undefined) {
    const message = "the expression of the message cannot be evaluated";
    const { messageExpression } = rule;
    const place = `${pointer}/messageExpression`;
    findings.add("ADMISSION_CRD_RULE_NOT_CHECKED", place, message, messageExpression);
  }
}

const reasons: ReadonlySet<string> = new Set([
  "FieldValueDuplicate",
  "FieldValueForbidden",
  "FieldValueInvalid",
  "FieldValueRequired",
]);

function checkWording(rule: ValidationRule, pointer: string, findings: DefinitionFindings): void {
  const { message = "", messageExpression = "", reason = "" } = rule;
  const report = (key: string, fault: string, found: string): void =>
    findings.add("ADMISSION_CRD_RULE", `${pointer}/${key}`, fault, found);
  if (reason !== "" && !reasons.has(reason)) {
    report("reason", `the reason is none of ${[...reasons].join(", ")}`, reason);
  }
  if (message !== "" && message.trim() === "") {
    report("message", "the message says nothing", message);
  }
  if (/[\n\r]/u.test(message.trim())) {
    report("message", "the message has several lines", message);
  }
  if (/[\n\r]/u.test(rule.rule.trim()) && message + messageExpression === "") {
    report("message", "a rule of several lines needs a message", message);
  }
}
