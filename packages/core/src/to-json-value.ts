import { valueRefused } from "./error.ts";
import { formatPointer } from "./json-pointer.ts";
import { isJsonObject, type JsonValue } from "./json-value.ts";

/**
 * Plain data as a JSON value: own keys only, keys without a value left out.
 *
 * @throws {ImagewrightError} `VALUE_REFUSED` for functions, symbols, bigints, non-finite numbers
 *   and class instances, with the pointer of the first one
 */
export function toJsonValue(value: unknown, pointer = ""): JsonValue {
  if (value === null || typeof value === "string" || typeof value === "boolean") {
    return value;
  }
  if (typeof value === "number" && Number.isFinite(value)) {
    return value;
  }
  if (Array.isArray(value)) {
    return value.map((item, index) => toJsonValue(item, `${pointer}/${index}`));
  }
  if (isJsonObject(value) && isPlain(value)) {
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, child]: [string, unknown]) => child !== undefined)
        .map(([key, child]) => [key, toJsonValue(child, pointer + formatPointer([key]))]),
    );
  }
  throw valueRefused("json", pointer, `a ${typeof value} is no JSON value`);
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}
