import { isJsonObject, type JsonObject, type JsonValue } from "@imagewright/core";

/** Keywords that explain a schema and judge nothing: most of the text of a definition. */
const prose: ReadonlySet<string> = new Set(["description", "example", "externalDocs", "title"]);

/** Keywords whose maps have names of their own for keys. */
const named: ReadonlySet<string> = new Set(["properties", "patternProperties", "definitions"]);

/** Keywords that hold values, not schemas. */
const values: ReadonlySet<string> = new Set(["default", "enum", "x-kubernetes-validations"]);

/**
 * A copy of a schema without its prose, which shares nothing with it: the text it was read from can
 * be forgotten.
 */
export function compactSchema(schema: JsonObject): JsonObject {
  return mapEntries(schema, (key, value) => {
    if (prose.has(key)) {
      return undefined;
    }
    if (values.has(key)) {
      return copyOf(value);
    }
    return named.has(key) && isJsonObject(value)
      ? mapEntries(value, (_, part) => compactPart(part))
      : compactPart(value);
  });
}

function compactPart(value: JsonValue): JsonValue {
  if (Array.isArray(value)) {
    const list: readonly JsonValue[] = value;
    return list.map(compactPart);
  }
  return isJsonObject(value) ? compactSchema(value) : ownText(value);
}

function copyOf(value: JsonValue): JsonValue {
  if (Array.isArray(value)) {
    const list: readonly JsonValue[] = value;
    return list.map(copyOf);
  }
  return isJsonObject(value) ? mapEntries(value, (_, part) => copyOf(part)) : ownText(value);
}

function mapEntries(
  map: JsonObject,
  change: (key: string, value: JsonValue) => JsonValue | undefined,
): JsonObject {
  const entries: [string, JsonValue][] = [];
  for (const key of Object.keys(map)) {
    const value = map[key];
    const changed = value === undefined ? undefined : change(key, value);
    if (changed !== undefined) {
      entries.push([key, changed]);
    }
  }
  return Object.fromEntries(entries);
}

/** Longer texts that are cut out of another one may hold on to the whole of it. */
const longestCopied = 12;

function ownText(value: JsonValue): JsonValue {
  if (typeof value !== "string" || value.length <= longestCopied) {
    return value;
  }
  const copy: unknown = JSON.parse(JSON.stringify(value));
  return typeof copy === "string" ? copy : value;
}
