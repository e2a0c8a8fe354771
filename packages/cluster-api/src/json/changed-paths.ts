import {
  formatPointer,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  ownValue,
} from "@imagewright/core";

import { isList } from "./read-field.ts";

/**
 * Pointers to everything that is another value now, as a JSON merge patch would hold it: lists as a
 * whole, maps field by field, a removed field at its own place.
 */
export function changedPaths(before: JsonObject, after: JsonObject, at = ""): readonly string[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].flatMap((key) => {
    const pointer = `${at}${formatPointer([key])}`;
    const [old, now] = [ownValue(before, key), ownValue(after, key)];
    if (isJsonObject(now)) {
      return changedPaths(isJsonObject(old) ? old : {}, now, pointer);
    }
    return isSame(old, now) ? [] : [pointer];
  });
}

/** Whether two values are the same, whatever the order of keys. */
export function isSame(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  if (a === undefined || b === undefined) {
    return a === b;
  }
  if (isList(a)) {
    return isList(b) && a.length === b.length && a.every((item, index) => isSame(item, b[index]));
  }
  if (isJsonObject(a)) {
    const keys = Object.keys(a);
    return (
      isJsonObject(b) &&
      keys.length === Object.keys(b).length &&
      keys.every((key) => isSame(ownValue(a, key), ownValue(b, key)))
    );
  }
  return a === b;
}
