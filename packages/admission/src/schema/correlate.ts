import { isJsonObject, type JsonObject, type JsonValue, ownValue } from "@imagewright/core";

import type { StructuralSchema } from "./structural-schema.ts";

/**
 * The old value of one field of a map, as an API server pairs it with the new one for transition
 * rules: fields of maps are paired by their names. The type of the map does not count: atomic and
 * granular ones say who owns their fields, not which of them are the same.
 *
 * @param old - the old value of the whole map; undefined where it has none
 * @returns undefined where no old value belongs to the field
 */
export function correlateField(old: JsonValue | undefined, name: string): JsonValue | undefined {
  return isJsonObject(old) ? ownValue(old, name) : undefined;
}

/** Finds the old value of an item of the new list. */
export type ItemCorrelation = (item: JsonValue) => JsonValue | undefined;

/**
 * The old values of the items of a list, as an API server pairs them: only lists of the type `map`
 * are paired, by their keys. Items of sets and of atomic lists have no old value.
 *
 * @param old - the old value of the whole list; undefined where it has none
 */
export function correlateItems(
  old: JsonValue | undefined,
  schema: StructuralSchema,
): ItemCorrelation {
  if (schema.listType !== "map" || !Array.isArray(old)) {
    return uncorrelated;
  }
  const list: readonly JsonValue[] = old;
  let byKeys: ReadonlyMap<string, JsonValue> | undefined;
  return (item) => {
    const keys = keysOf(item, schema.listKeys);
    byKeys ??= indexItems(list, schema.listKeys);
    return keys === undefined ? undefined : byKeys.get(keys);
  };
}

function uncorrelated(): undefined {
  return undefined;
}

/** Where keys stand twice, the first item counts. */
function indexItems(
  list: readonly JsonValue[],
  names: readonly string[],
): ReadonlyMap<string, JsonValue> {
  const byKeys = new Map<string, JsonValue>();
  for (const item of list) {
    const keys = keysOf(item, names);
    if (keys !== undefined && !byKeys.has(keys)) {
      byKeys.set(keys, item);
    }
  }
  return byKeys;
}

/** The keys of an item in one text; undefined where one of them is absent or no scalar. */
function keysOf(item: JsonValue, names: readonly string[]): string | undefined {
  if (!isJsonObject(item)) {
    return undefined;
  }
  const keys = names.map((name) => scalarOf(item, name));
  return keys.includes(undefined) ? undefined : JSON.stringify(keys);
}

function scalarOf(item: JsonObject, name: string): JsonValue | undefined {
  const value = ownValue(item, name);
  return typeof value === "object" ? undefined : value;
}
