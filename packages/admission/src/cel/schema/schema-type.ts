import type { StructuralSchema } from "../../schema/structural-schema.ts";
import {
  boolType,
  type CelType,
  dynType,
  intType,
  listType,
  mapType,
  simpleType,
  stringType,
} from "../type/cel-type.ts";
import { unescapeProperty } from "./property-name.ts";
import { ruleFields } from "./rule-fields.ts";

const formats: ReadonlyMap<string, CelType> = new Map([
  ["byte", simpleType("bytes")],
  ["duration", simpleType("google.protobuf.Duration")],
  ["date", simpleType("google.protobuf.Timestamp")],
  ["date-time", simpleType("google.protobuf.Timestamp")],
]);

/**
 * The type that values of a schema have in rules; undefined where rules cannot see them, since the
 * schema does not say what they are.
 *
 * @param isRoot - whether the schema is that of a whole object
 */
export function schemaType(schema: StructuralSchema, isRoot = false): CelType | undefined {
  if (schema.intOrString) {
    return dynType;
  }
  switch (schema.type) {
    case "object":
      return objectType(schema, isRoot);
    case "array":
      return listOf(schema.items);
    case "string":
      return formats.get(schema.format ?? "") ?? stringType;
    case "boolean":
      return boolType;
    case "integer":
      return intType;
    case "number":
      return simpleType("double");
    default:
      return undefined;
  }
}

function listOf(items: StructuralSchema | undefined): CelType | undefined {
  const item = items && schemaType(items);
  return item && listType(item);
}

function objectType(schema: StructuralSchema, isRoot: boolean): CelType | undefined {
  const { additionalProperties } = schema;
  const fields = ruleFields(schema, isRoot);
  if (fields.size === 0 && additionalProperties !== undefined && additionalProperties !== true) {
    const value = schemaType(additionalProperties);
    return value && mapType(stringType, value);
  }
  return {
    kind: "object",
    field(name) {
      const field = fields.get(unescapeProperty(name) ?? "");
      return field && schemaType(field);
    },
  };
}
