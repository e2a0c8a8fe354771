import { isJsonObject, type JsonObject, ownValue } from "../json-value.ts";
import {
  anything,
  type Branch,
  isPlainString,
  itemSchemas,
  kindsOf,
  listAt,
  objectAt,
  type Property,
  propertyOf,
  textsAt,
} from "./schema-parts.ts";

/**
 * Reads JSON Schemas (draft-07, as typescript-json-schema writes them) as shapes of values.
 * One reader per root schema: answers are remembered, so that equal questions get the same
 * schema object.
 */
export class SchemaReader {
  readonly #root: JsonObject;
  readonly #branches = new Map<JsonObject, readonly Branch[]>();
  readonly #properties = new Map<JsonObject, Map<string, Property | undefined>>();
  readonly #ids = new Map<JsonObject, number>();

  constructor(root: JsonObject) {
    this.#root = root;
  }

  /** A number that stands for the schema object. */
  id(schema: JsonObject): number {
    const id = this.#ids.get(schema) ?? this.#ids.size;
    this.#ids.set(schema, id);
    return id;
  }

  /** All alternatives of a schema; one of kind `unknown` where it says nothing. */
  branches(schema: JsonObject): readonly Branch[] {
    const known = this.#branches.get(schema);
    if (known !== undefined) {
      return known;
    }
    const found = this.#findBranches(schema, new Set());
    this.#branches.set(schema, found);
    return found;
  }

  /** A schema that stands for several. */
  union(schemas: readonly JsonObject[]): JsonObject {
    const [first = anything] = schemas;
    return schemas.every((schema) => schema === first) ? first : { anyOf: schemas };
  }

  /** What a name leads to from a value, null and missing values left out. */
  property(schema: JsonObject, name: string): Property | undefined {
    const names = this.#properties.get(schema) ?? new Map<string, Property | undefined>();
    this.#properties.set(schema, names);
    if (!names.has(name)) {
      names.set(name, this.#findProperty(schema, name));
    }
    return names.get(name);
  }

  /** The names a value can have, for messages. */
  names(schema: JsonObject): readonly string[] {
    const all = this.branches(schema).flatMap((branch) =>
      branch.kind === "object" ? Object.keys(objectAt(branch.schema, "properties")) : [],
    );
    return [...new Set(all)];
  }

  /** What a loop over the value meets: items of lists, values of maps. */
  items(schema: JsonObject): JsonObject {
    const found = this.branches(schema).flatMap((branch) => itemSchemas(branch));
    return this.union(found);
  }

  /** Whether every text of the value means itself in every language. */
  isPlain(schema: JsonObject): boolean {
    return this.branches(schema).every(({ kind, schema: branch }) =>
      kind === "string" ? isPlainString(branch) : kind === "number" || kind === "boolean",
    );
  }

  #findProperty(schema: JsonObject, name: string): Property | undefined {
    const present = this.branches(schema).filter(({ kind }) => kind !== "null");
    const found = present.map((branch) => propertyOf(branch, name));
    const known = found.filter((property) => property !== undefined);
    return known.length === 0
      ? undefined
      : {
          schema: this.union(known.map((property) => property.schema)),
          isOptional: known.length < found.length || known.some(({ isOptional }) => isOptional),
        };
  }

  #findBranches(schema: JsonObject, visited: Set<JsonObject>): readonly Branch[] {
    const target = this.#resolve(schema);
    if (visited.has(target)) {
      return [];
    }
    visited.add(target);
    const parts = [...listAt(target, "anyOf"), ...listAt(target, "oneOf")];
    if (parts.length > 0) {
      return parts.flatMap((part) => this.#findBranches(part, visited));
    }
    const all = listAt(target, "allOf");
    return all.length > 0
      ? [this.#merge(target, all)]
      : kindsOf(target).map((kind) => ({ kind, schema: target }));
  }

  /** An intersection of maps has the fields of each. */
  #merge(schema: JsonObject, parts: readonly JsonObject[]): Branch {
    const branches = parts.flatMap((part) => this.branches(part));
    const own = Object.hasOwn(schema, "properties") ? [{ kind: "object", schema } as const] : [];
    const members = [...own, ...branches];
    if (!members.every(({ kind }) => kind === "object")) {
      return branches[0] ?? { kind: "unknown", schema };
    }
    const schemas = members.map((member) => member.schema);
    return {
      kind: "object",
      schema: {
        type: "object",
        properties: Object.assign({}, ...schemas.map((each) => objectAt(each, "properties"))),
        required: schemas.flatMap((each) => textsAt(each, "required")),
      },
    };
  }

  #resolve(schema: JsonObject): JsonObject {
    let target = schema;
    for (let turn = 0; turn < 100; turn += 1) {
      const reference = ownValue(target, "$ref");
      if (typeof reference !== "string") {
        return target;
      }
      const name = decodeURIComponent(reference.replace(/^#\/(?:definitions|\$defs)\//u, ""));
      const definitions = {
        ...objectAt(this.#root, "definitions"),
        ...objectAt(this.#root, "$defs"),
      };
      const next = ownValue(definitions, name.replaceAll("~1", "/").replaceAll("~0", "~"));
      if (!isJsonObject(next)) {
        return anything;
      }
      target = next;
    }
    return anything;
  }
}
