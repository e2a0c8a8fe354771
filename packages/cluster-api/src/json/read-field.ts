import {
  type JsonObject,
  type JsonValue,
  listAt as listOrNothing,
  mapAt,
  ownValue,
  textAt,
  valueAt,
} from "@imagewright/core";

/** The list at a pointer; empty where there is none. */
export function listAt(object: JsonObject, pointer: string): readonly JsonValue[] {
  return listOrNothing(object, pointer) ?? [];
}

/** Whether something is set at a pointer: anything but nothing and null. */
export function isSet(object: JsonObject, pointer: string): boolean {
  const value = valueAt(object, pointer);
  return value !== undefined && value !== null;
}

/** A map that says something: Cluster API counts an empty one as absent. */
export function isDefined(object: JsonObject, pointer: string): boolean {
  const value = mapAt(object, pointer);
  return value !== undefined && Object.keys(value).length > 0;
}

/** The texts of a map at a pointer, such as labels; other values are left out. */
export function textsAt(object: JsonObject, pointer: string): ReadonlyMap<string, string> {
  const entries = Object.entries(mapAt(object, pointer) ?? {});
  return new Map(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}

/** An annotation of an object. */
export function annotationOf(object: JsonObject, name: string): string | undefined {
  return textsAt(object, "/metadata/annotations").get(name);
}

/** What names an object: empty where it has no name. */
export function nameOf(object: JsonObject): string {
  return textAt(object, "/metadata/name") ?? "";
}

/** The namespace an object says it lives in. */
export function namespaceOf(object: JsonObject): string | undefined {
  return textAt(object, "/metadata/namespace");
}

/** The text of a key of a map. */
export function ownText(object: JsonObject, key: string): string | undefined {
  const value = ownValue(object, key);
  return typeof value === "string" ? value : undefined;
}
