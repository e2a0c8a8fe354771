import { isJsonObject, type JsonObject, type JsonValue, ownValue } from "../json-value.ts";
import { isPlainPattern } from "./plain-pattern.ts";

/** What a value can be. */
export type ShapeKind = "string" | "number" | "boolean" | "null" | "object" | "array" | "unknown";

/** One alternative of a schema: its kind, and the schema that describes it. */
export interface Branch {
  readonly kind: ShapeKind;
  readonly schema: JsonObject;
}

/** What a name leads to. */
export interface Property {
  readonly schema: JsonObject;
  readonly isOptional: boolean;
}

/** The schema that says nothing. */
export const anything: JsonObject = {};
const numbers: JsonObject = { type: "number" };
const kinds: { readonly [type: string]: ShapeKind } = {
  string: "string",
  number: "number",
  integer: "number",
  boolean: "boolean",
  null: "null",
  object: "object",
  array: "array",
};

/** The constant a field of a map must have: its `const`, or the only value of its `enum`. */
export function constantOf(schema: JsonObject, name: string): JsonValue | undefined {
  const property = ownValue(objectAt(schema, "properties"), name);
  if (!isJsonObject(property)) {
    return undefined;
  }
  const values = ownValue(property, "enum");
  return (
    ownValue(property, "const") ??
    (Array.isArray(values) && values.length === 1 ? values[0] : undefined)
  );
}

/** The map at a key, or an empty one. */
export function objectAt(schema: JsonObject, key: string): JsonObject {
  const value = ownValue(schema, key);
  return isJsonObject(value) ? value : anything;
}

/** The texts of a list at a key. */
export function textsAt(schema: JsonObject, key: string): readonly string[] {
  const value = ownValue(schema, key);
  const items: readonly unknown[] = Array.isArray(value) ? value : [];
  return items.filter((item) => typeof item === "string");
}

/** The maps of a list at a key. */
export function listAt(schema: JsonObject, key: string): readonly JsonObject[] {
  const value = ownValue(schema, key);
  const items: readonly unknown[] = Array.isArray(value) ? value : [];
  return items.filter((item) => isJsonObject(item));
}

/** What a value of a schema without alternatives can be. */
export function kindsOf(schema: JsonObject): readonly ShapeKind[] {
  const type = ownValue(schema, "type");
  const types = typeof type === "string" ? [type] : textsAt(schema, "type");
  if (types.length > 0) {
    return [...new Set(types.map((name) => kinds[name] ?? "unknown"))];
  }
  const values = ownValue(schema, "enum");
  const constants: readonly unknown[] = Array.isArray(values)
    ? values
    : Object.hasOwn(schema, "const")
      ? [schema["const"]]
      : [];
  if (constants.length > 0) {
    return [...new Set(constants.map((value) => kindOfValue(value)))];
  }
  const isObject = Object.hasOwn(schema, "properties");
  return isObject ? ["object"] : Object.hasOwn(schema, "items") ? ["array"] : ["unknown"];
}

function kindOfValue(value: unknown): ShapeKind {
  if (value === null) {
    return "null";
  }
  return Array.isArray(value) ? "array" : (kinds[typeof value] ?? "unknown");
}

/** What a name leads to in one branch. */
export function propertyOf({ kind, schema }: Branch, name: string): Property | undefined {
  if (kind === "array") {
    return name === "length" ? { schema: numbers, isOptional: false } : undefined;
  }
  if (kind !== "object") {
    return undefined;
  }
  const property = ownValue(objectAt(schema, "properties"), name);
  if (isJsonObject(property)) {
    return { schema: property, isOptional: !textsAt(schema, "required").includes(name) };
  }
  const additional = ownValue(schema, "additionalProperties");
  return isJsonObject(additional) ? { schema: additional, isOptional: true } : undefined;
}

/** What a loop over one branch meets. */
export function itemSchemas({ kind, schema }: Branch): readonly JsonObject[] {
  if (kind === "array") {
    const items = ownValue(schema, "items");
    return isJsonObject(items) ? [items] : [...listAt(schema, "items"), ...restOf(schema)];
  }
  if (kind !== "object") {
    return [];
  }
  const fields = Object.values(objectAt(schema, "properties")).filter((field) =>
    isJsonObject(field),
  );
  const additional = ownValue(schema, "additionalProperties");
  return isJsonObject(additional) ? [...fields, additional] : fields;
}

function restOf(schema: JsonObject): readonly JsonObject[] {
  const rest = ownValue(schema, "additionalItems");
  return isJsonObject(rest) ? [rest] : [];
}

/** Whether a text is known to mean itself in every language. */
export function isPlainString(schema: JsonObject): boolean {
  const values = ownValue(schema, "enum");
  const constants: readonly unknown[] = Array.isArray(values)
    ? values
    : Object.hasOwn(schema, "const")
      ? [schema["const"]]
      : [];
  if (constants.length > 0) {
    return constants.every((value) => typeof value !== "string" || /^[\w.-]+$/u.test(value));
  }
  const pattern = ownValue(schema, "pattern");
  return typeof pattern === "string" && isPlainPattern(pattern);
}
