import type { StructuralSchema } from "@imagewright/admission";
import type { JsonObject, JsonValue } from "@imagewright/core";
import fc from "fast-check";

/** Values for fields that a schema says too little about, by the name of the field. */
export type FieldHints = (name: string) => fc.Arbitrary<JsonValue> | undefined;

/** Optional fields that are given nearly always, so that most objects make sense. */
const likely: ReadonlySet<string> = new Set(["template", "spec", "controlPlane", "infrastructure"]);

/**
 * Values a schema admits, but for its rules; each optional field once in four, likely ones and what
 * names the object of a reference nearly always.
 */
export function valueOfSchema(
  schema: StructuralSchema,
  hints: FieldHints,
  name = "",
): fc.Arbitrary<JsonValue> {
  const { enumeration, intOrString, type } = schema;
  if (enumeration !== undefined) {
    return fc.constantFrom(...enumeration);
  }
  if (intOrString) {
    return fc.constantFrom<JsonValue>(0, 1, "0%", "40%");
  }
  switch (type) {
    case "object":
      return objectOfSchema(schema, hints);
    case "array":
      return listOfSchema(schema, hints, name);
    case "string":
      return hints(name) ?? textOfSchema(schema);
    case "integer":
    case "number":
      return fc.integer({
        min: schema.bounds.get("minimum") ?? -1,
        max: schema.bounds.get("maximum") ?? 9,
      });
    case "boolean":
      return fc.boolean();
    default:
      return fc.constantFrom<JsonValue>("x", 1, true, [], {}, { a: "b" }, ["a"]);
  }
}

function objectOfSchema(schema: StructuralSchema, hints: FieldHints): fc.Arbitrary<JsonObject> {
  const { additionalProperties, properties, required } = schema;
  if (properties.size === 0) {
    const values =
      additionalProperties === undefined || additionalProperties === true
        ? fc.constant<JsonValue>("x")
        : valueOfSchema(additionalProperties, hints);
    const keys = fc.constantFrom("a", "b", "node-labels", "x.y/z");
    return fc.dictionary(keys, values, { maxKeys: schema.bounds.get("maxProperties") ?? 2 });
  }
  const wanted = properties.has("fieldPath") ? ["apiVersion", "kind", "name"] : [];
  const fields = [...properties].map(([key, child]) => {
    const value = valueOfSchema(child, hints, key).map((inner) => [[key, inner] as const]);
    const none = fc.constant<readonly (readonly [string, JsonValue])[]>([]);
    return required.includes(key)
      ? value
      : wanted.includes(key) || likely.has(key)
        ? fc.oneof({ weight: 1, arbitrary: none }, { weight: 30, arbitrary: value })
        : fc.oneof({ weight: 3, arbitrary: none }, { weight: 1, arbitrary: value });
  });
  return fc.tuple(...fields).map((entries) => Object.fromEntries(entries.flat()));
}

function listOfSchema(
  schema: StructuralSchema,
  hints: FieldHints,
  name: string,
): fc.Arbitrary<readonly JsonValue[]> {
  const { bounds, items, listKeys, listType } = schema;
  const item =
    items === undefined ? fc.constant<JsonValue>("x") : valueOfSchema(items, hints, name);
  const least = bounds.get("minItems") ?? 0;
  const limits = { minLength: least, maxLength: Math.min(bounds.get("maxItems") ?? 2, least + 2) };
  if (listType !== "map" && listType !== "set") {
    return fc.array(item, limits);
  }
  return fc.uniqueArray(item, {
    ...limits,
    selector: (value) =>
      JSON.stringify(
        listType === "set" ? value : listKeys.map((key) => (value as JsonObject)[key]),
      ),
  });
}

function textOfSchema({ bounds, format, pattern }: StructuralSchema): fc.Arbitrary<string> {
  if (format === "date-time") {
    return fc.constantFrom("2026-11-21T00:00:00Z", "2020-01-01T12:30:00+02:00");
  }
  const [least, most] = [bounds.get("minLength") ?? 0, bounds.get("maxLength") ?? 20];
  if (pattern !== undefined) {
    const like = new RegExp(pattern, "u");
    const texts = fc.stringMatching(like, { maxLength: Math.min(most, 20) });
    return texts.filter((text) => text.length >= least && text.length <= most && like.test(text));
  }
  return fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom("a", "prod", "v1.34.1").filter(({ length }) => length <= most) },
    { weight: 1, arbitrary: fc.string({ minLength: least, maxLength: Math.min(most, least + 8) }) },
  );
}
