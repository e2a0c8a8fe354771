import { isJsonObject, type JsonObject, type JsonValue, valueAt } from "@imagewright/core";

/** A text as CAPC sees it: none, and what the schema has refused already, is the empty text. */
export function textAt(object: JsonValue, pointer: string): string {
  const value = valueAt(object, pointer);
  return typeof value === "string" ? value : "";
}

/** A list as CAPC sees it; undefined where there is none, which is not the empty list. */
export function listAt(object: JsonValue, pointer: string): readonly JsonValue[] | undefined {
  const value: unknown = valueAt(object, pointer);
  return isList(value) ? value : undefined;
}

/** A map as CAPC sees it; undefined where there is none, which is not the empty map. */
export function mapAt(object: JsonValue, pointer: string): JsonObject | undefined {
  const value = valueAt(object, pointer);
  return isJsonObject(value) ? value : undefined;
}

/** Whether two values are equal, whatever the order of their keys. */
export function isSame(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  if (isList(a) && isList(b)) {
    return a.length === b.length && a.every((item, index) => isSame(item, b[index]));
  }
  if (isJsonObject(a) && isJsonObject(b)) {
    const keys = Object.keys(a);
    return (
      keys.length === Object.keys(b).length &&
      keys.every((key) => Object.hasOwn(b, key) && isSame(a[key], b[key]))
    );
  }
  return a === b;
}

function isList(value: unknown): value is readonly JsonValue[] {
  return Array.isArray(value);
}
