import { isJsonObject, type JsonObject, type JsonValue } from "@imagewright/core";

/**
 * Typed options as JSON data: an interface has no index signature, although its values are JSON.
 * Keys are sorted, so that their order in a spec file changes nothing.
 *
 * @throws {Error} for what JSON does not have; a schema lets none of it in
 */
export function plainJson(options: object): JsonObject {
  const entries = Object.entries(options).map(([key, value]) => [key, jsonValue(value)] as const);
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** The fields of options that are set, in the order of the names. */
export function givenFields<Options extends object>(
  options: Options,
  names: readonly (keyof Options & string)[],
): JsonObject {
  const given = names.filter((name) => options[name] !== undefined);
  return Object.fromEntries(given.map((name) => [name, jsonValue(options[name])]));
}

function jsonValue(value: unknown): JsonValue {
  if (value === null || ["string", "number", "boolean"].includes(typeof value)) {
    return value as string | number | boolean | null; // the line above says so
  }
  if (Array.isArray(value)) {
    return value.map(jsonValue);
  }
  if (isJsonObject(value)) {
    return plainJson(value);
  }
  throw new Error(`${typeof value} is no JSON`);
}
