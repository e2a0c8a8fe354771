import { isJsonObject, type JsonValue } from "@imagewright/core";

/** Whether two values are the same data; the order of keys carries no meaning. */
export function isSameData(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  if (isList(a) && isList(b)) {
    return a.length === b.length && a.every((item, index) => isSameData(item, b[index]));
  }
  if (isJsonObject(a) && isJsonObject(b)) {
    const keys = Object.keys(a);
    return (
      keys.length === Object.keys(b).length &&
      keys.every((key) => Object.hasOwn(b, key) && isSameData(a[key], b[key]))
    );
  }
  return a === b;
}

function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}
