import { isJsonObject, type JsonObject, type JsonValue, ownValue } from "@imagewright/core";

/** A value in a document, and where it stands there. */
export interface PlacedValue {
  readonly value: JsonValue;
  readonly pointer: string;
}

/** The objects of a document: those of a `List`, as kubectl prints it, or the document itself. */
export function openList(value: JsonValue, pointer = ""): readonly PlacedValue[] {
  const items = isJsonObject(value) ? itemsOf(value) : undefined;
  return items === undefined
    ? [{ value, pointer }]
    : items.map((item, index) => ({ value: item, pointer: `${pointer}/items/${index}` }));
}

function itemsOf(list: JsonObject): readonly JsonValue[] | undefined {
  const kind = ownValue(list, "kind");
  const items = ownValue(list, "items");
  const isList = typeof kind === "string" && kind.endsWith("List") && Array.isArray(items);
  if (!isList) {
    return undefined;
  }
  const values: readonly JsonValue[] = items;
  return kind === "List" ? values : values.map((item) => withHeader(item, list, kind));
}

/** Items of typed lists leave out what the list says already. */
function withHeader(item: JsonValue, list: JsonObject, kind: string): JsonValue {
  if (!isJsonObject(item) || Object.hasOwn(item, "kind")) {
    return item;
  }
  const apiVersion = ownValue(list, "apiVersion") ?? null;
  return { apiVersion, kind: kind.slice(0, -"List".length), ...item };
}
