import { isJsonObject, type JsonObject, type JsonValue, ownValue } from "@imagewright/core";

/** Paths of all options of a target below some keys: `build/region`, `machineTemplates/0/name`. */
export function optionsOf(schema: JsonObject, keys: readonly string[]): readonly string[] {
  const properties = objectAt(schema, "properties");
  return keys.flatMap((key) => pathsOf(ownValue(properties, key), schema, key));
}

function pathsOf(node: JsonValue | undefined, root: JsonObject, path: string): readonly string[] {
  const schema = resolved(node, root);
  const properties = Object.entries(objectAt(schema, "properties"));
  if (properties.length > 0) {
    return properties.flatMap(([key, child]) => pathsOf(child, root, `${path}/${key}`));
  }
  const items = resolved(ownValue(schema, "items"), root);
  return Object.keys(objectAt(items, "properties")).length > 0
    ? pathsOf(items, root, `${path}/0`)
    : [path];
}

function resolved(node: JsonValue | undefined, root: JsonObject): JsonObject {
  const schema = isJsonObject(node) ? node : {};
  const reference = ownValue(schema, "$ref");
  return typeof reference === "string"
    ? objectAt(objectAt(root, "definitions"), reference.replace("#/definitions/", ""))
    : schema;
}

function objectAt(object: JsonObject, key: string): JsonObject {
  const value = ownValue(object, key);
  return isJsonObject(value) ? value : {};
}

/** A copy of a value with something else at a path. */
export function changed(value: unknown, path: string, to: unknown): unknown {
  const [key = "", ...rest] = path.split("/");
  const inner = rest.length === 0 ? to : changed(childOf(value, key), rest.join("/"), to);
  if (Array.isArray(value)) {
    return value.map((item: unknown, index) => (index === Number(key) ? inner : item));
  }
  return { ...(value as object), [key]: inner };
}

function childOf(value: unknown, key: string): unknown {
  return (value as { readonly [key: string]: unknown } | undefined)?.[key] ?? {};
}
