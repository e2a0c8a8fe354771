import { formatPointer, isJsonObject, type JsonObject, ownValue } from "@imagewright/core";

import { canonicalText } from "../schema/canonical-text.ts";
import { checkKeywords } from "./check-keywords.ts";
import { type DefinitionFindings, listAt, mapAt } from "./definition-findings.ts";

/** What branches of a combination may not say: they narrow values down, and give them no form. */
const forbidden = [
  "additionalProperties",
  "default",
  "description",
  "nullable",
  "title",
  "type",
  "x-kubernetes-embedded-resource",
  "x-kubernetes-int-or-string",
  "x-kubernetes-list-map-keys",
  "x-kubernetes-list-type",
  "x-kubernetes-map-type",
  "x-kubernetes-preserve-unknown-fields",
  "x-kubernetes-validations",
];

/** Checks `allOf`, `anyOf`, `oneOf` and `not` of a schema that gives values their form. */
export function checkBranches(
  node: JsonObject,
  pointer: string,
  findings: DefinitionFindings,
): void {
  checkCombinations(node, node, pointer, findings, true);
}

/**
 * @param node - whose combinations are checked
 * @param form - the schema that gives the same value its form; undefined where there is none
 */
function checkCombinations(
  node: JsonObject,
  form: JsonObject | undefined,
  pointer: string,
  findings: DefinitionFindings,
  mayTellTypes: boolean,
): void {
  for (const key of ["allOf", "anyOf", "oneOf"]) {
    for (const [index, branch] of listAt(node, key).entries()) {
      // The one use of types in branches: a whole number or a text.
      const isPair = key === "anyOf" && mayTellTypes && isIntOrString(node);
      const mayNext = key === "allOf" && index === 0 && mayTellTypes;
      if (!isPair) {
        checkBranch(branch, form, `${pointer}/${key}/${index}`, findings, mayNext);
      }
    }
  }
  const not = mapAt(node, "not");
  if (not !== undefined) {
    checkBranch(not, form, `${pointer}/not`, findings, false);
  }
}

function isIntOrString(node: JsonObject): boolean {
  const types = canonicalText([{ type: "integer" }, { type: "string" }]);
  return canonicalText(ownValue(node, "anyOf") ?? null) === types;
}

function checkBranch(
  branch: JsonObject,
  form: JsonObject | undefined,
  pointer: string,
  findings: DefinitionFindings,
  mayTellTypes: boolean,
): void {
  const report = (at: string, message: string): void =>
    findings.add("ADMISSION_CRD_NOT_STRUCTURAL", at, message);
  checkKeywords(branch, pointer, findings);
  for (const key of forbidden.filter((name) => hasMeaning(branch, name))) {
    report(`${pointer}/${key}`, `${key} has no place in a branch`);
  }
  checkCombinations(branch, form, pointer, findings, mayTellTypes);
  const fields = form === undefined ? undefined : mapAt(form, "properties");
  for (const [name, child] of Object.entries(mapAt(branch, "properties") ?? {})) {
    const at = `${pointer}/properties${formatPointer([name])}`;
    const field = fields === undefined ? undefined : mapAt(fields, name);
    if (name === "metadata") {
      report(at, "a branch says nothing of metadata");
    } else if (field === undefined) {
      report(at, "the field stands in a branch only, and has no form");
    } else if (isJsonObject(child)) {
      checkBranch(child, field, at, findings, false);
    }
  }
  const items = mapAt(branch, "items");
  const itemForm = form === undefined ? undefined : mapAt(form, "items");
  if (items !== undefined && itemForm === undefined) {
    report(`${pointer}/items`, "the items stand in a branch only, and have no form");
  } else if (items !== undefined) {
    checkBranch(items, itemForm, `${pointer}/items`, findings, false);
  }
}

function hasMeaning(branch: JsonObject, key: string): boolean {
  const value = ownValue(branch, key);
  const isEmpty = Array.isArray(value) && value.length === 0;
  return value !== undefined && value !== false && value !== "" && value !== null && !isEmpty;
}
