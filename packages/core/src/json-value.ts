/** What JSON and the YAML we accept can say. Numbers are finite; maps keep their order. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;

/** A map of JSON values. Built by our readers without a prototype, so no key is special. */
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/**
 * Whether a value is a map: no list, not null.
 *
 * @example
 * ```ts
 * isJsonObject({ kind: "Machine" }); // => true
 * isJsonObject(["Machine"]); // => false
 * ```
 */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Whether a value is a list.
 *
 * @example
 * ```ts
 * isJsonList(["Machine"]); // => true
 * isJsonList({ length: 1 }); // => false
 * ```
 */
export function isJsonList(value: unknown): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/**
 * Reads an own property; inherited names such as `constructor` are never found.
 *
 * @example
 * ```ts
 * ownValue({ kind: "Machine" }, "kind"); // => "Machine"
 * ownValue({ kind: "Machine" }, "constructor"); // => undefined
 * ```
 */
export function ownValue(object: JsonObject, key: string): JsonValue | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}
