import { isJsonList, isJsonObject, type JsonValue } from "../json-value.ts";

/**
 * The one text of a value: keys sorted by their UTF-16 units, no blanks.
 *
 * @example
 * ```ts
 * canonicalJson({ b: [1, "x"], a: null }); // => '{"a":null,"b":[1,"x"]}'
 * ```
 */
export function canonicalJson(value: JsonValue): string {
  if (isJsonList(value)) {
    return `[${value.map(canonicalJson).join(",")}]`;
  }
  if (!isJsonObject(value)) {
    return JSON.stringify(value);
  }
  let text = "";
  for (const key of Object.keys(value).toSorted()) {
    const field = value[key];
    if (field !== undefined) {
      text += `${text === "" ? "" : ","}${JSON.stringify(key)}:${canonicalJson(field)}`;
    }
  }
  return `{${text}}`;
}
