import { isJsonList, isJsonObject, type JsonValue } from "../../json-value.ts";
import { canonicalJson } from "../canonical-json.ts";

/**
 * What kubectl prints for a JSONPath that leads to a value: text as it is, maps and lists as JSON
 * with sorted keys, nothing where nothing stands.
 *
 */
export function printedValue(value: JsonValue | undefined): string {
  if (isJsonList(value) || isJsonObject(value)) {
    return canonicalJson(value).replaceAll(/[<>&\u2028\u2029]/gu, unicodeEscape);
  }
  return value === undefined ? "" : String(value);
}

/** The escape Go writes for what could end a script in a page. */
function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
