import { isJsonObject, type JsonObject, type JsonValue, ownValue } from "@imagewright/core";

import { type SchemaTraits, traitsOf } from "./schema-traits.ts";
import { schemaTypes, unreadKeywords } from "./unread-keywords.ts";
import { readValidationRules, type ValidationRule } from "./validation-rule.ts";

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
  /** Whether values are combined with `allOf`, `anyOf`, `oneOf` or `not`. */
  readonly hasBranches: boolean;
  /** The properties that have a default. */
  readonly defaults: ReadonlyMap<string, StructuralSchema>;
  /** What stands here or below. */
  readonly traits: SchemaTraits;
  /** The rules in the Common Expression Language that stand here. */
  readonly rules: readonly ValidationRule[];
  /** Keywords whose values make no sense, so that nothing is judged by them. */
  readonly unread: readonly string[];
}

const branchKeywords = ["allOf", "anyOf", "oneOf", "not"] as const;

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
  return new SchemaNode(node);
}

/** A node whose own keywords are read at once, and whose children are read on first use and kept. */
class SchemaNode implements StructuralSchema {
  readonly #node: JsonObject;
  readonly #children = new Map<string, StructuralSchema | undefined>();
  readonly #lists = new Map<string, readonly StructuralSchema[]>();
  #properties: ReadonlyMap<string, StructuralSchema> | undefined;
  #defaults: ReadonlyMap<string, StructuralSchema> | undefined;
  #rules: readonly ValidationRule[] | undefined;

  readonly type: string | undefined;
  readonly required: readonly string[];
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
  readonly bounds: ReadonlyMap<string, number>;
  readonly exclusiveMinimum: boolean;
  readonly exclusiveMaximum: boolean;
  readonly uniqueItems: boolean;
  readonly hasBranches: boolean;
  readonly unread: readonly string[];

  constructor(node: JsonObject) {
    this.#node = node;
    this.type = readType(ownValue(node, "type"));
    this.required = textList(ownValue(node, "required"));
    this.enumeration = asList(ownValue(node, "enum"));
    this.pattern = asText(ownValue(node, "pattern"));
    this.format = asText(ownValue(node, "format"));
    this.nullable = ownValue(node, "nullable") === true;
    this.intOrString = ownValue(node, "x-kubernetes-int-or-string") === true;
    this.preserveUnknown = ownValue(node, "x-kubernetes-preserve-unknown-fields") === true;
    this.embeddedResource = ownValue(node, "x-kubernetes-embedded-resource") === true;
    this.listType = asText(ownValue(node, "x-kubernetes-list-type"));
    this.listKeys = textList(ownValue(node, "x-kubernetes-list-map-keys"));
    this.defaultValue = ownValue(node, "default") ?? undefined;
    this.bounds = readBounds(node);
    this.exclusiveMinimum = ownValue(node, "exclusiveMinimum") === true;
    this.exclusiveMaximum = ownValue(node, "exclusiveMaximum") === true;
    this.uniqueItems = ownValue(node, "uniqueItems") === true;
    this.unread = unreadKeywords(node);
    this.hasBranches = branchKeywords.some((keyword) => Object.hasOwn(node, keyword));
  }

  get properties(): ReadonlyMap<string, StructuralSchema> {
    return (this.#properties ??= readProperties(this.#node));
  }

  get defaults(): ReadonlyMap<string, StructuralSchema> {
    return (this.#defaults ??= new Map(
      [...this.properties].filter(([, child]) => child.defaultValue !== undefined),
    ));
  }

  get traits(): SchemaTraits {
    return traitsOf(this.#node);
  }

  get rules(): readonly ValidationRule[] {
    return (this.#rules ??= readValidationRules(ownValue(this.#node, "x-kubernetes-validations")));
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
    const known = this.#lists.get(key);
    if (known !== undefined) {
      return known;
    }
    const given = asList(ownValue(this.#node, key)) ?? [];
    const read = given.filter(isJsonObject).map(readStructuralSchema);
    this.#lists.set(key, read);
    return read;
  }
}

function readProperties(node: JsonObject): ReadonlyMap<string, StructuralSchema> {
  const given = ownValue(node, "properties");
  const entries = isJsonObject(given) ? Object.entries(given) : [];
  return new Map(
    entries.flatMap(([name, child]) =>
      isJsonObject(child) ? [[name, readStructuralSchema(child)] as const] : [],
    ),
  );
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

function readType(value: JsonValue | undefined): string | undefined {
  return typeof value === "string" && schemaTypes.has(value) ? value : undefined;
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
 * Whether the API server leaves out a field before it judges the object: null, where the schema of
 * the field does not allow it.
 */
export function isDropped(
  value: JsonValue | undefined,
  field: StructuralSchema | true | undefined,
): boolean {
  return value === null && field !== undefined && field !== true && !field.nullable;
}
