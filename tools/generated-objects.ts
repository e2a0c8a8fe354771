import { isJsonObject, type JsonObject, type JsonValue } from "@imagewright/core";

const texts = ["a", "abc", "10m", "1.2.3", "x.y/z", "10h"];
const strangers: readonly JsonValue[] = ["", "x", 0, -1, 1.5, true, [], {}, ["a"], { a: "b" }];

/** Deeper than this, definitions only repeat themselves. */
const deepest = 12;

/** An object that mostly fits a schema: fields by chance, and here and there something else. */
export function generateObject(schema: JsonValue, random: (below: number) => number): JsonObject {
  const object = isJsonObject(schema) ? generateMap(schema, random, 0) : {};
  // What is written to status is dropped.
  return Object.fromEntries(Object.entries(object).filter(([name]) => name !== "status"));
}

function generate(schema: JsonValue, random: (below: number) => number, depth: number): JsonValue {
  if (!isJsonObject(schema) || depth > deepest) {
    return "x";
  }
  if (random(60) === 0) {
    return pick(strangers, random);
  }
  const { enum: values, type, items = null, minimum } = schema;
  if (Array.isArray(values) && values.length > 0 && random(10) > 0) {
    return pick(values, random);
  }
  if (schema["x-kubernetes-int-or-string"] === true) {
    return random(2) === 0 ? 3 : "10%";
  }
  switch (type) {
    case "object":
      return generateMap(schema, random, depth);
    case "array":
      return Array.from({ length: random(4) }, () => generate(items, random, depth + 1));
    case "integer":
      return random(10) - 1 + (typeof minimum === "number" ? minimum : 0);
    case "number":
      return random(10) / 2;
    case "boolean":
      return random(2) === 0;
    default:
      return pick(texts, random);
  }
}

function generateMap(
  schema: JsonObject,
  random: (below: number) => number,
  depth: number,
): JsonObject {
  const { properties, required, additionalProperties } = schema;
  const needed: readonly JsonValue[] = Array.isArray(required) ? required : [];
  const fields = Object.entries(isJsonObject(properties) ? properties : {})
    .filter(([name]) => random(4) === 0 || (needed.includes(name) && random(20) > 0))
    .map(([name, child]) => [name, generate(child, random, depth + 1)] as const);
  return Object.fromEntries([
    ...fields,
    ...(isJsonObject(additionalProperties)
      ? [["k", generate(additionalProperties, random, depth + 1)] as const]
      : []),
    ...(random(40) === 0 ? [["stranger", 1] as const] : []),
  ]);
}

function pick(values: readonly JsonValue[], random: (below: number) => number): JsonValue {
  return values[random(values.length)] ?? null;
}
