import type { JsonObject, JsonValue } from "@imagewright/core";

import type { StructuralSchema } from "../../schema/structural-schema.ts";

/**
 * A value of a schema: with every field, list and map filled by one item, or as little as the
 * schema allows. It need not fulfil patterns and bounds.
 */
export function sampleValue(schema: StructuralSchema, isFull: boolean): JsonValue {
  const { defaultValue, enumeration } = schema;
  if (defaultValue !== undefined && schema.type !== "object") {
    return defaultValue;
  }
  const [first] = enumeration ?? [];
  if (first !== undefined) {
    return first;
  }
  switch (schema.type) {
    case "object":
      return sampleMap(schema, isFull);
    case "array":
      return schema.items === undefined || !isFull ? [] : [sampleValue(schema.items, isFull)];
    case "integer":
    case "number":
      return 1;
    case "boolean":
      return true;
    default:
      return schema.intOrString ? 1 : sampleText(schema.format);
  }
}

function sampleMap(schema: StructuralSchema, isFull: boolean): JsonObject {
  const { properties, required, additionalProperties } = schema;
  const entries = [...properties]
    .filter(([name]) => isFull || required.includes(name))
    .map(([name, child]) => [name, sampleValue(child, isFull)] as const);
  const other =
    isFull && additionalProperties !== undefined && additionalProperties !== true
      ? [["key", sampleValue(additionalProperties, isFull)] as const]
      : [];
  return Object.fromEntries([...entries, ...other]);
}

function sampleText(format: string | undefined): string {
  switch (format) {
    case "date-time":
      return "2024-01-01T00:00:00Z";
    case "date":
      return "2024-01-01";
    case "duration":
      return "1h";
    case "byte":
      return "aGk=";
    default:
      return "text";
  }
}
