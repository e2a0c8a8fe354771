import { type JsonObject, type JsonValue, ownValue } from "@imagewright/core";

import type { StructuralSchema } from "../../schema/structural-schema.ts";
import { CelMap, type CelValue, type Equality, Preserved } from "../value/cel-value.ts";
import { escapeProperty, unescapeProperty } from "./property-name.ts";
import { ruleFields } from "./rule-fields.ts";

/** Converts a value of JSON by its schema. */
type Conversion = (value: JsonValue, schema: StructuralSchema) => CelValue;

/**
 * A map of an object. Where its schema has fields, rules name them by escaped names, and see
 * neither fields the schema does not have nor fields that are null; where it only says what all
 * values are like, keys are what they are.
 */
export class SchemaMap extends CelMap {
  readonly #json: JsonObject;
  readonly #fields: ReadonlyMap<string, StructuralSchema>;
  readonly #values: StructuralSchema | undefined;
  readonly #convert: Conversion;
  readonly #converted = new Map<string, CelValue>();
  #names: readonly string[] | undefined;

  constructor(json: JsonObject, schema: StructuralSchema, isRoot: boolean, convert: Conversion) {
    super();
    const { additionalProperties } = schema;
    this.#json = json;
    this.#fields = ruleFields(schema, isRoot);
    this.#values = additionalProperties === true ? undefined : additionalProperties;
    this.#convert = convert;
  }

  /** As upstream counts: also fields that rules do not see. */
  override get size(): number {
    return this.#allNames.length;
  }

  override keys(): readonly CelValue[] {
    return this.#allNames
      .filter((name) => this.#schemaOf(name) !== undefined)
      .map((name) => (this.#hasFields ? (escapeProperty(name) ?? name) : name));
  }

  override get(key: CelValue): CelValue | undefined {
    const name = typeof key === "string" ? this.#nameOf(key) : undefined;
    return name === undefined ? undefined : this.#valueOf(name);
  }

  override compareFields(other: CelMap, equal: Equality): boolean | undefined {
    return other instanceof SchemaMap
      ? this.#allNames.every((name) => this.#equalField(other, name, equal))
      : undefined;
  }

  get #allNames(): readonly string[] {
    return (this.#names ??= Object.keys(this.#json));
  }

  get #hasFields(): boolean {
    return this.#fields.size > 0;
  }

  #nameOf(key: string): string | undefined {
    return this.#hasFields ? unescapeProperty(key) : key;
  }

  #schemaOf(name: string): StructuralSchema | undefined {
    return this.#hasFields ? this.#fields.get(name) : this.#values;
  }

  #valueOf(name: string): CelValue | undefined {
    const known = this.#converted.get(name);
    const json = ownValue(this.#json, name);
    const schema = this.#schemaOf(name);
    const isAbsent = json === undefined || (json === null && this.#hasFields);
    if (known !== undefined || isAbsent || schema === undefined) {
      return known;
    }
    const value = this.#convert(json, schema);
    this.#converted.set(name, value);
    return value;
  }

  /**
   * A field that is null is absent, so that it equals nothing; fields rules do not see are compared
   * as they are, where both objects have them.
   */
  #equalField(other: SchemaMap, name: string, equal: Equality): boolean {
    if (this.#schemaOf(name) !== undefined) {
      const [mine, theirs] = [this.#valueOf(name), other.#valueOf(name)];
      return mine !== undefined && theirs !== undefined && equal(mine, theirs);
    }
    const theirs = ownValue(other.#json, name);
    return (
      theirs === undefined ||
      equal(new Preserved(ownValue(this.#json, name)), new Preserved(theirs))
    );
  }
}
