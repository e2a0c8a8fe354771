import { isJsonObject, type JsonObject, type JsonValue } from "@imagewright/core";

/**
 * Whether two values are the same JSON: lists in order, maps whatever the order of their keys.
 */
export function equalValues(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  if (a === b) {
    return true;
  }
  if (Array.isArray(a) || Array.isArray(b)) {
    return Array.isArray(a) && Array.isArray(b) && equalLists(a, b);
  }
  return isJsonObject(a) && isJsonObject(b) && equalMaps(a, b);
}

function equalLists(a: readonly JsonValue[], b: readonly JsonValue[]): boolean {
  return a.length === b.length && a.every((item, index) => equalValues(item, b[index]));
}

function equalMaps(a: JsonObject, b: JsonObject): boolean {
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => Object.hasOwn(b, name) && equalValues(a[name], b[name]))
  );
}
