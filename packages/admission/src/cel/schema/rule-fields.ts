import { readStructuralSchema, type StructuralSchema } from "../../schema/structural-schema.ts";

const text = { type: "string" };

/** What rules see of the header of an object, whatever its schema says of it. */
const header: ReadonlyMap<string, StructuralSchema> = readStructuralSchema({
  type: "object",
  properties: {
    apiVersion: text,
    kind: text,
    metadata: { type: "object", properties: { name: text, generateName: text } },
  },
}).properties;

const withHeader = new WeakMap<StructuralSchema, ReadonlyMap<string, StructuralSchema>>();

/**
 * The fields of an object that rules may name.
 *
 * @param isRoot - whether the schema is that of a whole object
 */
export function ruleFields(
  schema: StructuralSchema,
  isRoot: boolean,
): ReadonlyMap<string, StructuralSchema> {
  if (!isRoot && !schema.embeddedResource) {
    return schema.properties;
  }
  const known = withHeader.get(schema) ?? new Map([...schema.properties, ...header]);
  withHeader.set(schema, known);
  return known;
}
