import {
  formatPointer,
  isJsonObject,
  isSameJson,
  type JsonObject,
  ownValue,
} from "@imagewright/core";

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
    return isSameJson(old, now) ? [] : [pointer];
  });
}
