import {
  isJsonList,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  toJsonValue,
} from "@imagewright/core";

/** Options as data, without what is undefined, keys in alphabetical order as upstream's page has them. */
export function orderedFields(options: object): JsonObject {
  const value = ordered(toJsonValue(options));
  return isJsonObject(value) ? value : {};
}

function ordered(value: JsonValue): JsonValue {
  if (isJsonObject(value)) {
    const entries = Object.entries(value).map(([key, child]) => [key, ordered(child)] as const);
    return Object.fromEntries(
      entries.toSorted(([a], [b]) => compare(a.toLowerCase(), b.toLowerCase()) || compare(a, b)),
    );
  }
  return isJsonList(value) ? value.map(ordered) : value;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
