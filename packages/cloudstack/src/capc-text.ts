import { type JsonValue, textAt } from "@imagewright/core";

/** A text as CAPC sees it: none, and what the schema has refused already, is the empty text. */
export function capcText(object: JsonValue, pointer: string): string {
  return textAt(object, pointer) ?? "";
}
