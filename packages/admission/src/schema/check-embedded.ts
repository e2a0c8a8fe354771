import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  ownValue,
  showValue,
} from "@imagewright/core";

import { checkMetadata, type MetadataCheck } from "./check-metadata.ts";
import type { StructuralSchema } from "./structural-schema.ts";

/** Checks header and metadata of the objects that stand in fields marked as embedded resources. */
export function checkEmbedded(
  value: JsonValue,
  schema: StructuralSchema | undefined,
  check: MetadataCheck,
): void {
  const { state } = check;
  const isAffected = schema?.traits.embedded === true && typeof value === "object";
  if (!isAffected || !state.spend()) {
    return;
  }
  if (Array.isArray(value)) {
    const list: readonly JsonValue[] = value;
    const { items } = schema;
    for (const [index, item] of items === undefined ? [] : list.entries()) {
      state.path.push(index);
      checkEmbedded(item, items, check);
      state.path.pop();
    }
  } else if (isJsonObject(value)) {
    if (schema.embeddedResource) {
      checkHeader(value, check);
      checkMetadata(value, check);
    }
    checkFields(value, schema, check);
  }
}

function checkFields(map: JsonObject, schema: StructuralSchema, check: MetadataCheck): void {
  const { path } = check.state;
  for (const [name, value] of Object.entries(map)) {
    const child = schema.properties.get(name) ?? schema.additionalProperties;
    path.push(name);
    checkEmbedded(value, child === true ? undefined : child, check);
    path.pop();
  }
}

function checkHeader(object: JsonObject, { state }: MetadataCheck): void {
  for (const name of ["apiVersion", "kind"]) {
    const value = ownValue(object, name);
    const accepts = name === "kind" ? isKind : isGroupVersion;
    if (value === undefined) {
      state.report("ADMISSION_EMBEDDED", () => ({ message: `the object lacks ${name}` }), true);
    } else if (typeof value !== "string" || !accepts(value)) {
      state.path.push(name);
      const message = `the object's ${name} is none`;
      state.report("ADMISSION_EMBEDDED", () => ({ message, found: showValue(value) }));
      state.path.pop();
    }
  }
}

function isKind(text: string): boolean {
  return text.length <= 63 && /^[a-z](?:[-a-z0-9]*[a-z0-9])?$/u.test(text.toLowerCase());
}

function isGroupVersion(text: string): boolean {
  return text !== "" && text !== "/" && text.split("/").length <= 2;
}
