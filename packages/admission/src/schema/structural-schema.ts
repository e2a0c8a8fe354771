import { isJsonObject, type JsonObject, type JsonValue, ownValue } from "@imagewright/core";

/** One node of a structural schema, read once: what is absent is undefined. */
export interface StructuralSchema {
  readonly type: string | undefined;
  readonly properties: ReadonlyMap<string, StructuralSchema>;
  readonly required: readonly string[];
  readonly items: StructuralSchema | undefined;
  /** The schema of every other value, `true` for anything, undefined for none. */
  readonly additionalProperties: StructuralSchema | true | undefined;
  readonly enumeration: readonly JsonValue[] | undefined;
  readonly pattern: string | undefined;
  readonly format: string | undefined;
  readonly nullable: boolean;
  readonly intOrString: boolean;
  readonly preserveUnknown: boolean;
  readonly embeddedResource: boolean;
  readonly listType: string | undefined;
  readonly listKeys: readonly string[];
  readonly defaultValue: JsonValue | undefined;
  /** Numeric bounds by keyword: `minimum`, `maxLength`, … */
  readonly bounds: ReadonlyMap<string, number>;
  readonly exclusiveMinimum: boolean;
  readonly exclusiveMaximum: boolean;
  readonly uniqueItems: boolean;
  readonly allOf: readonly StructuralSchema[];
  readonly anyOf: readonly StructuralSchema[];
  readonly oneOf: readonly StructuralSchema[];
  readonly not: StructuralSchema | undefined;
  /** How many rules in the Common Expression Language stand here. */
  readonly rules: number;
}

const boundKeywords = [
  "minimum",
  "maximum",
  "multipleOf",
  "minLength",
  "maxLength",
  "minItems",
  "maxItems",
  "minProperties",
  "maxProperties",
] as const;

/**
 * Reads a node of `openAPIV3Schema`. Its children are read when they are first looked at, since
 * most of a large definition is never touched.
 */
export function readStructuralSchema(node: JsonObject): StructuralSchema {
  const get = (key: string): JsonValue | undefined => ownValue(node, key);
  const lazy = new LazySchema(node);
  return Object.assign(lazy, {
    type: asText(get("type")),
    required: textList(get("required")),
    enumeration: asList(get("enum")),
    pattern: asText(get("pattern")),
    format: asText(get("format")),
    nullable: get("nullable") === true,
    intOrString: get("x-kubernetes-int-or-string") === true,
    preserveUnknown: get("x-kubernetes-preserve-unknown-fields") === true,
    embeddedResource: get("x-kubernetes-embedded-resource") === true,
    listType: asText(get("x-kubernetes-list-type")),
    listKeys: textList(get("x-kubernetes-list-map-keys")),
    defaultValue: get("default"),
    bounds: readBounds(node),
    exclusiveMinimum: get("exclusiveMinimum") === true,
    exclusiveMaximum: get("exclusiveMaximum") === true,
    uniqueItems: get("uniqueItems") === true,
    rules: (asList(get("x-kubernetes-validations")) ?? []).length,
  });
}

/** The children of a node, read on first use and kept. */
class LazySchema {
  readonly #node: JsonObject;
  #properties: ReadonlyMap<string, StructuralSchema> | undefined;
  readonly #children = new Map<string, StructuralSchema | undefined>();

  constructor(node: JsonObject) {
    this.#node = node;
  }

  get properties(): ReadonlyMap<string, StructuralSchema> {
    if (this.#properties === undefined) {
      const given = ownValue(this.#node, "properties");
      const entries = isJsonObject(given) ? Object.entries(given) : [];
      this.#properties = new Map(
        entries.flatMap(([name, child]) =>
          isJsonObject(child) ? [[name, readStructuralSchema(child)] as const] : [],
        ),
      );
    }
    return this.#properties;
  }

  get items(): StructuralSchema | undefined {
    return this.#child("items");
  }

  get not(): StructuralSchema | undefined {
    return this.#child("not");
  }

  get additionalProperties(): StructuralSchema | true | undefined {
    const given = ownValue(this.#node, "additionalProperties");
    return given === true ? true : this.#child("additionalProperties");
  }

  get allOf(): readonly StructuralSchema[] {
    return this.#list("allOf");
  }

  get anyOf(): readonly StructuralSchema[] {
    return this.#list("anyOf");
  }

  get oneOf(): readonly StructuralSchema[] {
    return this.#list("oneOf");
  }

  #child(key: string): StructuralSchema | undefined {
    if (!this.#children.has(key)) {
      const given = ownValue(this.#node, key);
      this.#children.set(key, isJsonObject(given) ? readStructuralSchema(given) : undefined);
    }
    return this.#children.get(key);
  }

  #list(key: string): readonly StructuralSchema[] {
    const given = asList(ownValue(this.#node, key)) ?? [];
    return given.filter(isJsonObject).map(readStructuralSchema);
  }
}

function readBounds(node: JsonObject): ReadonlyMap<string, number> {
  const bounds = new Map<string, number>();
  for (const keyword of boundKeywords) {
    const value = ownValue(node, keyword);
    if (typeof value === "number") {
      bounds.set(keyword, value);
    }
  }
  return bounds;
}

function asText(value: JsonValue | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function asList(value: JsonValue | undefined): readonly JsonValue[] | undefined {
  return Array.isArray(value) ? value : undefined;
}

function textList(value: JsonValue | undefined): readonly string[] {
  return (asList(value) ?? []).filter((item) => typeof item === "string");
}

/**
 * The schema of one field: `true` for anything, undefined where there is no such field. The
 * metadata of a whole object is not the schema's business: it is always ObjectMeta.
 *
 * @param isRoot - whether the schema is that of a whole object
 */
export function childSchema(
  schema: StructuralSchema,
  name: string,
  isRoot: boolean,
): StructuralSchema | true | undefined {
  if ((isRoot || schema.embeddedResource) && objectHeader.has(name)) {
    return true;
  }
  return schema.properties.get(name) ?? schema.additionalProperties;
}

const objectHeader: ReadonlySet<string> = new Set(["apiVersion", "kind", "metadata"]);
