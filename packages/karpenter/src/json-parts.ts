import { isJsonObject, type JsonObject, type JsonValue, valueAt } from "@imagewright/core";

/** The map at a place of an object; empty where there is none. */
export function mapAt(object: JsonObject, pointer: string): JsonObject {
  const value = valueAt(object, pointer);
  return isJsonObject(value) ? value : {};
}

/** The list at a place of an object; empty where there is none. */
export function listAt(object: JsonObject, pointer: string): readonly JsonValue[] {
  const value = valueAt(object, pointer);
  return Array.isArray(value) ? value : [];
}

/** The texts of a list. */
export function textsOf(value: JsonValue | undefined): readonly string[] {
  const list: readonly JsonValue[] = Array.isArray(value) ? value : [];
  return list.filter((item) => typeof item === "string");
}

/** The maps of a list, each with its index. */
export function mapsAt(
  object: JsonObject,
  pointer: string,
): readonly { readonly index: number; readonly map: JsonObject }[] {
  return listAt(object, pointer).flatMap((map, index) =>
    isJsonObject(map) ? [{ index, map }] : [],
  );
}

/** The texts of a map, by key. */
export function entriesAt(
  object: JsonObject,
  pointer: string,
): readonly (readonly [string, string])[] {
  return Object.entries(mapAt(object, pointer)).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
}

/** A text, or a number as text: how quantities stand in manifests. */
export function scalarText(value: JsonValue | undefined): string {
  return typeof value === "string" || typeof value === "number" ? `${value}` : "";
}
