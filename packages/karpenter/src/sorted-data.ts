import { isJsonObject, type JsonObject, type JsonValue, toJsonValue } from "@imagewright/core";

/** A part of a target as data, keys in order: their order in the spec changes nothing. */
export function sortedData(value: unknown): JsonValue {
  return sorted(toJsonValue(value));
}

/** A map of a target as data, keys in order; empty where there is none. */
export function sortedMap(value: object | undefined): JsonObject {
  const data = sortedData(value ?? {});
  return isJsonObject(data) ? data : {};
}

function sorted(value: JsonValue): JsonValue {
  if (Array.isArray(value)) {
    const items: readonly JsonValue[] = value;
    return items.map((item) => sorted(item));
  }
  return isJsonObject(value)
    ? Object.fromEntries(
        Object.entries(value)
          .toSorted(([a], [b]) => (a < b ? -1 : 1))
          .map(([key, child]) => [key, sorted(child)]),
      )
    : value;
}

/** An entry of a map that is left out where it has no value. */
export function optional(key: string, value: unknown): JsonObject {
  return value === undefined ? {} : { [key]: sortedData(value) };
}
