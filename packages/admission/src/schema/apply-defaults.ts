import { isJsonObject, type JsonObject, type JsonValue } from "@imagewright/core";

import { childSchema, isDropped, type StructuralSchema } from "./structural-schema.ts";

/**
 * The value as an API server stores it: defaults filled in, unknown fields pruned. The input is
 * left as it is; parts that do not change are shared.
 *
 * @param isRoot - whether the value is a whole object
 */
export function applyDefaults(
  value: JsonValue,
  schema: StructuralSchema,
  isRoot = false,
): JsonValue {
  if (Array.isArray(value)) {
    const list: readonly JsonValue[] = value;
    const { items } = schema;
    return items === undefined ? list : list.map((item) => applyDefaults(item, items));
  }
  return isJsonObject(value) ? completeMap(value, schema, isRoot) : value;
}

function completeMap(map: JsonObject, schema: StructuralSchema, isRoot: boolean): JsonObject {
  const entries: [string, JsonValue][] = [];
  for (const [name, value] of Object.entries(map)) {
    const child = childSchema(schema, name, isRoot);
    if (isDropped(value, child)) {
      continue;
    }
    if (child !== undefined && child !== true) {
      entries.push([name, applyDefaults(value, child)]);
    } else if (child === true || schema.preserveUnknown || schema.type !== "object") {
      entries.push([name, value]);
    }
  }
  const present = new Set(entries.map(([name]) => name));
  for (const [name, child] of schema.properties) {
    if (child.defaultValue !== undefined && !present.has(name)) {
      entries.push([name, applyDefaults(child.defaultValue, child)]);
    }
  }
  return Object.fromEntries(entries);
}
