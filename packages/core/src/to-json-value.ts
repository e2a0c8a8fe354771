import { valueRefused } from "./error.ts";
import { formatPointer } from "./json-pointer.ts";
import { isJsonObject, type JsonValue } from "./json-value.ts";

/**
 * Plain data as a JSON value: own keys only, keys without a value left out.
 *
 * @param pointer - where the value stands in a larger one, for the pointer of a refusal
 * @throws {ImagewrightError} `VALUE_REFUSED` for functions, symbols, bigints, non-finite numbers
 *   and class instances, with the pointer of the first one
 * @example
 * ```ts
 * toJsonValue({ name: "a", labels: undefined }); // => { name: "a" }
 * toJsonValue({ created: new Date(0) }); // throws VALUE_REFUSED
 * ```
 */
export function toJsonValue(value: unknown, pointer = ""): JsonValue {
  const converted = convert(value);
  if (converted === undefined) {
    const path = faultPath(value) ?? [];
    throw valueRefused("json", `${pointer}${formatPointer(path)}`, "it is no JSON value");
  }
  return converted;
}

/** The value as JSON, or undefined if a part of it is none; where, is looked up only then. */
function convert(value: unknown): JsonValue | undefined {
  if (value === null || typeof value === "string" || typeof value === "boolean") {
    return value;
  }
  if (typeof value === "number") {
    return Number.isFinite(value) ? value : undefined;
  }
  if (Array.isArray(value)) {
    return convertList(value);
  }
  return isJsonObject(value) && isPlain(value) ? convertMap(value) : undefined;
}

function convertList(list: readonly unknown[]): JsonValue | undefined {
  const items: JsonValue[] = [];
  for (const item of list) {
    const converted = convert(item);
    if (converted === undefined) {
      return undefined;
    }
    items.push(converted);
  }
  return items;
}

function convertMap(map: object): JsonValue | undefined {
  const entries: [string, JsonValue][] = [];
  for (const [key, value] of Object.entries(map)) {
    const given: unknown = value;
    if (given !== undefined) {
      const converted = convert(given);
      if (converted === undefined) {
        return undefined;
      }
      entries.push([key, converted]);
    }
  }
  return Object.fromEntries(entries);
}

/** The way to the first part that is no JSON. */
function faultPath(value: unknown): readonly string[] | undefined {
  const isList = Array.isArray(value);
  if (isList || (isJsonObject(value) && isPlain(value))) {
    for (const [key, child] of Object.entries<unknown>(value)) {
      const path = child === undefined && !isList ? undefined : faultPath(child);
      if (path !== undefined) {
        return [key, ...path];
      }
    }
    return undefined;
  }
  return convert(value) === undefined ? [] : undefined;
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}
