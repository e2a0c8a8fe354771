import { isJsonObject, type JsonValue } from "@imagewright/core";

/** The same data with the keys of every map in order, so that their order in a spec changes nothing. */
export function sortedData(value: JsonValue): JsonValue {
  if (Array.isArray(value)) {
    const items: readonly JsonValue[] = value;
    return items.map((item) => sortedData(item));
  }
  return isJsonObject(value)
    ? Object.fromEntries(
        Object.entries(value)
          .toSorted(([a], [b]) => (a < b ? -1 : 1))
          .map(([key, child]) => [key, sortedData(child)]),
      )
    : value;
}
