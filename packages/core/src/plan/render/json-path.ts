import { parsePointer, valueAt } from "../../json-pointer.ts";
import { isJsonList, type JsonObject } from "../../json-value.ts";

/** What ends the name of a field in a JSONPath of kubectl's, unless a backslash stands before it. */
const terminators = /[\s.,[\]$@{}]/gu;

/**
 * A pointer as the JSONPath kubectl understands, without its braces; undefined for names it cannot
 * say.
 *
 * @param object - tells lists from maps whose keys are numbers; without it, numbers are indexes
 */
export function jsonPath(pointer: string, object?: JsonObject): string | undefined {
  let path = "";
  let before = "";
  for (const segment of parsePointer(pointer)) {
    if (/^$|^\*$|\\/u.test(segment)) {
      return undefined;
    }
    path += isIndex(segment, before, object)
      ? `[${segment}]`
      : `.${segment.replaceAll(terminators, "\\$&")}`;
    before = `${before}/${segment.replaceAll("~", "~0").replaceAll("/", "~1")}`;
  }
  return path;
}

/** Whether a segment behind a pointer is the index of a list. */
export function isIndex(segment: string, parent: string, object: JsonObject | undefined): boolean {
  if (!/^(?:0|[1-9]\d*)$/u.test(segment)) {
    return false;
  }
  return object === undefined || isJsonList(valueAt(object, parent));
}
