import { type JsonObject, type JsonValue, ownValue } from "@imagewright/core";

import { type DefinitionFindings, mapAt } from "./definition-findings.ts";

/** Checks the list type of a schema, and the keys of map-like lists. */
export function checkListDefinition(
  node: JsonObject,
  pointer: string,
  findings: DefinitionFindings,
): void {
  const listType = ownValue(node, "x-kubernetes-list-type");
  const keys = textsAt(node, "x-kubernetes-list-map-keys");
  const items = mapAt(node, "items") ?? {};
  const report = (part: string, message: string, found?: JsonValue): void =>
    findings.add("ADMISSION_CRD_LIST", `${pointer}/${part}`, message, found);
  if (keys.length > 0 && listType !== "map") {
    report("x-kubernetes-list-type", "a list with keys is of the type map", listType);
  }
  if (listType === undefined) {
    return;
  }
  if (listType !== "atomic" && listType !== "set" && listType !== "map") {
    report("x-kubernetes-list-type", "a list is atomic, set or map", listType);
  }
  if (ownValue(node, "type") !== "array") {
    report("x-kubernetes-list-type", "only arrays have a list type");
  }
  if (listType !== "atomic" && ownValue(items, "nullable") === true) {
    report("items/nullable", "items of a set, or of a list of the type map, are not nullable");
  }
  if (listType === "set") {
    checkSet(items, report);
  }
  if (listType === "map") {
    checkKeys(keys, items, report);
  }
}

type Report = (part: string, message: string, found?: JsonValue) => void;

function checkSet(items: JsonObject, report: Report): void {
  const type = ownValue(items, "type");
  const inner = ownValue(items, "x-kubernetes-list-type") ?? "atomic";
  if (type === "array" && inner !== "atomic") {
    report("items/x-kubernetes-list-type", "lists in a set are atomic", inner);
  }
  if (type === "object" && ownValue(items, "x-kubernetes-map-type") !== "atomic") {
    report("items/x-kubernetes-map-type", "objects in a set are atomic");
  }
}

function checkKeys(keys: readonly string[], items: JsonObject, report: Report): void {
  const properties = mapAt(items, "properties") ?? {};
  const required = textsAt(items, "required");
  if (keys.length === 0) {
    report("x-kubernetes-list-map-keys", "a list of the type map names its keys");
  }
  if (ownValue(items, "type") !== "object") {
    report("items/type", "items of a list of the type map are objects");
    return;
  }
  if (new Set(keys).size < keys.length) {
    report("x-kubernetes-list-map-keys", "a key stands there twice", [...keys]);
  }
  for (const key of new Set(keys)) {
    const field = mapAt(properties, key);
    const type = field === undefined ? undefined : ownValue(field, "type");
    if (field === undefined) {
      report("x-kubernetes-list-map-keys", "items have no such field", key);
    } else if (type === "array" || type === "object") {
      report("x-kubernetes-list-map-keys", "the key is no scalar", key);
    } else if (!required.includes(key) && (ownValue(field, "default") ?? null) === null) {
      report("x-kubernetes-list-map-keys", "the key is neither required nor has a default", key);
    } else if (ownValue(field, "nullable") === true) {
      report("x-kubernetes-list-map-keys", "the key is nullable", key);
    }
  }
}

function textsAt(node: JsonObject, key: string): readonly string[] {
  const value = ownValue(node, key);
  const list: readonly JsonValue[] = Array.isArray(value) ? value : [];
  return list.filter((item) => typeof item === "string");
}
