import { isJsonObject, type JsonValue } from "@imagewright/core";

import type { StructuralSchema } from "../../schema/structural-schema.ts";
import { CelError } from "../cel-error.ts";
import { decodeBase64 } from "../value/bytes.ts";
import { parseTimestamp } from "../value/calendar.ts";
import { CelList, type CelValue, type ItemIdentity, Preserved } from "../value/cel-value.ts";
import { parseDurationField } from "../value/length-of-time.ts";
import { identityByKeys, identityByValue } from "./item-identity.ts";
import { SchemaMap } from "./schema-map.ts";

/**
 * A value of an object as rules see it. Lists and maps are converted item by item, when rules look
 * at them; the value is expected to fit its schema.
 *
 * @param isRoot - whether the value is a whole object
 * @throws {CelError} where the value is not what its schema says
 */
export function toCelValue(value: JsonValue, schema: StructuralSchema, isRoot = false): CelValue {
  if (value === null) {
    return nullValue(schema);
  }
  if (schema.intOrString) {
    return typeof value === "string" ? value : wholeNumber(value);
  }
  switch (schema.type) {
    case "object":
      return mapValue(value, schema, isRoot);
    case "array":
      return listValue(value, schema);
    case "string":
      return textValue(value, schema.format);
    case "number":
      return typeof value === "number" ? value : invalid("float");
    case "integer":
      return wholeNumber(value);
    case "boolean":
      return typeof value === "boolean" ? value : invalid("bool");
    default:
      return new Preserved(value);
  }
}

function nullValue({ nullable }: StructuralSchema): null {
  if (!nullable) {
    throw new CelError("invalid data, got null for schema with nullable=false");
  }
  return null;
}

function invalid(expected: string): never {
  throw new CelError(`invalid data, expected ${expected}`);
}

function wholeNumber(value: JsonValue): bigint {
  return typeof value === "number" && Number.isInteger(value) ? BigInt(value) : invalid("int");
}

function mapValue(value: JsonValue, schema: StructuralSchema, isRoot: boolean): CelValue {
  return isJsonObject(value) ? new SchemaMap(value, schema, isRoot, toCelValue) : invalid("a map");
}

function listValue(value: JsonValue, schema: StructuralSchema): CelValue {
  return Array.isArray(value) ? new SchemaList(value, schema) : invalid("an array");
}

function textValue(value: JsonValue, format: string | undefined): CelValue {
  const text = typeof value === "string" ? value : invalid("string");
  switch (format) {
    case "byte":
      return decodeBase64(text) ?? invalid("base64");
    case "date":
    case "date-time":
      return parseTimestamp(text) ?? invalid(`the format ${format}`);
    case "duration":
      return parseDurationField(text) ?? invalid("the format duration");
    default:
      return text;
  }
}

/** A list of an object; its items are converted when they are looked at, and kept. */
class SchemaList extends CelList {
  readonly #list: readonly JsonValue[];
  readonly #schema: StructuralSchema;
  readonly #converted: CelValue[] = [];

  constructor(list: readonly JsonValue[], schema: StructuralSchema) {
    super();
    this.#list = list;
    this.#schema = schema;
  }

  override get size(): number {
    return this.#list.length;
  }

  override get identity(): ItemIdentity | undefined {
    switch (this.#schema.listType) {
      case "set":
        return identityByValue;
      case "map":
        return identityByKeys(this.#schema.listKeys);
      default:
        return undefined;
    }
  }

  override at(index: number): CelValue {
    const known = this.#converted[index];
    if (known !== undefined) {
      return known;
    }
    const { items } = this.#schema;
    const json = this.#list[index] ?? null;
    const value = items === undefined ? new Preserved(json) : toCelValue(json, items);
    this.#converted[index] = value;
    return value;
  }
}
