import { isJsonObject, type JsonValue } from "@imagewright/core";
import { Ajv } from "ajv";

/** Ajv as far as it can do what an API server does: with defaults, and keys of map-like lists. */
export function createAjv(): Ajv {
  const ajv = new Ajv({
    strict: false,
    logger: false,
    useDefaults: true,
    code: { regExp: Object.assign(goPattern, { code: "goPattern" }) },
  });
  return ajv.addKeyword({ keyword: "uniqueKeys", type: "array", validate: haveUniqueKeys });
}

/** Go writes the flag that JavaScript has behind the pattern in front of it. */
function goPattern(pattern: string): RegExp {
  return pattern.startsWith("(?i)") ? new RegExp(pattern.slice(4), "i") : new RegExp(pattern);
}

/** The definition's schema as Ajv takes it: closed, and without what only Kubernetes knows. */
export function closedSchema(node: JsonValue, isRoot = false): JsonValue {
  if (!isJsonObject(node)) {
    return node;
  }
  const {
    properties,
    items,
    additionalProperties,
    type,
    pattern,
    enum: values,
    required,
    minimum,
    maximum,
    minLength,
    maxLength,
    minItems,
    maxItems,
    minProperties,
    maxProperties,
    multipleOf,
    format,
    oneOf,
    anyOf,
    allOf,
    not,
    nullable,
    default: defaultValue,
    "x-kubernetes-list-type": listType,
    "x-kubernetes-list-map-keys": listKeys,
  } = node;
  const isOpen = node["x-kubernetes-preserve-unknown-fields"] === true;
  const kept = {
    pattern,
    required,
    minLength,
    maxLength,
    minItems,
    maxItems,
    minProperties,
    maxProperties,
    multipleOf,
    default: defaultValue,
    ...(listType === "set" && { uniqueItems: true }),
    ...(listType === "map" && { uniqueKeys: listKeys }),
    // An enumeration of a nullable field takes null too; mutations draw none.
    ...(values !== undefined && { enum: values }),
    ...(format === "int32"
      ? {
          minimum: Math.max(Number(minimum ?? -(2 ** 31)), -(2 ** 31)),
          maximum: Math.min(Number(maximum ?? 2 ** 31 - 1), 2 ** 31 - 1),
        }
      : { minimum, maximum }),
    ...(node["x-kubernetes-int-or-string"] === true
      ? { type: ["integer", "string"] }
      : { type: nullable === true && typeof type === "string" ? [type, "null"] : type }),
    ...(items !== undefined && { items: closedSchema(items) }),
    ...(isJsonObject(additionalProperties) && {
      additionalProperties: closedSchema(additionalProperties),
    }),
    ...((isJsonObject(properties) || type === "object") && {
      properties: Object.fromEntries([
        ...Object.entries(isJsonObject(properties) ? properties : {}).map(([name, child]) => [
          name,
          closedSchema(child),
        ]),
        ...(isRoot ? ["apiVersion", "kind", "metadata"].map((name) => [name, {}]) : []),
      ]),
      ...(additionalProperties === undefined && !isOpen && { additionalProperties: false }),
    }),
    ...junctions({ oneOf, anyOf, allOf, not }),
  };
  return Object.fromEntries(
    Object.entries(kept).filter((entry): entry is [string, JsonValue] => entry[1] !== undefined),
  );
}

/** Schemas below a junction are not structural: they close nothing. */
function junctions(given: { readonly [name: string]: JsonValue | undefined }): {
  readonly [name: string]: JsonValue | undefined;
} {
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.map(openSchema) : value && openSchema(value),
    ]),
  );
}

function openSchema(node: JsonValue): JsonValue {
  return isJsonObject(node)
    ? Object.fromEntries(
        Object.entries(node).filter(([name]) => !name.startsWith("x-") && name !== "format"),
      )
    : node;
}

/** Whether items differ in their keys; a default counts as the value it stands for. */
function haveUniqueKeys(keys: readonly string[], list: readonly JsonValue[]): boolean {
  const texts = list.map((item) =>
    JSON.stringify(keys.map((key) => (isJsonObject(item) ? (item[key] ?? null) : item))),
  );
  return new Set(texts).size === texts.length;
}
