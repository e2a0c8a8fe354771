import { isJsonObject, type JsonObject, type JsonValue, ownValue } from "@imagewright/core";

import { compilePattern } from "../schema/match-pattern.ts";
import { type DefinitionFindings, mapAt } from "./definition-findings.ts";

const types: ReadonlySet<JsonValue> = new Set([
  "array",
  "boolean",
  "integer",
  "number",
  "object",
  "string",
]);

/** Keywords of JSON Schema that no definition may use. */
const forbidden = [
  "id",
  "additionalItems",
  "patternProperties",
  "definitions",
  "dependencies",
  "$ref",
];

/** Checks keywords that are judged alike wherever a schema stands, branches included. */
export function checkKeywords(
  node: JsonObject,
  pointer: string,
  findings: DefinitionFindings,
): void {
  const report = (key: string, message: string): void =>
    findings.add("ADMISSION_CRD_KEYWORD", `${pointer}/${key}`, message, ownValue(node, key));
  const type = ownValue(node, "type");
  if (type !== undefined && type !== "" && !types.has(type)) {
    report("type", "this is no type of a schema");
  }
  for (const key of forbidden.filter((name) => Object.hasOwn(node, name))) {
    report(key, `${key} is not supported`);
  }
  if (ownValue(node, "uniqueItems") === true) {
    report("uniqueItems", "uniqueItems is not supported: use x-kubernetes-list-type: set");
  }
  if (Array.isArray(ownValue(node, "items"))) {
    report("items", "items has one schema, not a list of them");
  }
  const others = ownValue(node, "additionalProperties");
  const hasOthers = others === false || isJsonObject(others);
  if (hasOthers && Object.keys(mapAt(node, "properties") ?? {}).length > 0) {
    report("additionalProperties", "properties and additionalProperties exclude each other");
  }
  if (ownValue(node, "x-kubernetes-preserve-unknown-fields") === false) {
    report("x-kubernetes-preserve-unknown-fields", "this is true or left out");
  }
  checkMapType(node, report);
  const pattern = ownValue(node, "pattern");
  if (typeof pattern === "string" && compilePattern(pattern) === undefined) {
    const message = "RE2 cannot read the pattern";
    findings.add("ADMISSION_CRD_PATTERN", `${pointer}/pattern`, message, pattern);
  }
}

function checkMapType(node: JsonObject, report: (key: string, message: string) => void): void {
  const mapType = ownValue(node, "x-kubernetes-map-type");
  if (mapType !== undefined && mapType !== "atomic" && mapType !== "granular") {
    report("x-kubernetes-map-type", "a map is atomic or granular");
  }
  if (mapType !== undefined && ownValue(node, "type") !== "object") {
    report("x-kubernetes-map-type", "only objects have a map type");
  }
}
