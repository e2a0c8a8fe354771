import {
  formatPointer,
  isJsonList,
  isJsonObject,
  type JsonObject,
  ownValue,
} from "@imagewright/core";

/** An object of a document, and where it stands in it. */
export interface ObjectInDocument {
  readonly object: JsonObject;
  /** JSON Pointer: not empty for those of a list. */
  readonly pointer: string;
}

/** The objects of a document: it alone, or those of the list it is. */
export function objectsIn(value: unknown, pointer = ""): readonly ObjectInDocument[] {
  if (!isJsonObject(value)) {
    return [];
  }
  const items = ownValue(value, "items");
  const kind = ownValue(value, "kind");
  return typeof kind === "string" && kind.endsWith("List") && isJsonList(items)
    ? items.flatMap((item, index) => objectsIn(item, `${pointer}/items${formatPointer([index])}`))
    : [{ object: value, pointer }];
}
