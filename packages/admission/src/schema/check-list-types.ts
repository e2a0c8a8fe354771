import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  ownValue,
  showValue,
} from "@imagewright/core";

import { canonicalText } from "./canonical-text.ts";
import type { CheckState } from "./check-state.ts";
import { placeOf } from "./place-of.ts";
import type { StructuralSchema } from "./structural-schema.ts";

/** Reports items that stand twice in sets, and keys that stand twice in map-like lists. */
export function checkListTypes(
  value: JsonValue,
  schema: StructuralSchema | undefined,
  state: CheckState,
): void {
  const isAffected = schema?.traits.unique === true && typeof value === "object";
  if (!isAffected || !state.spend()) {
    return;
  }
  if (Array.isArray(value)) {
    const list: readonly JsonValue[] = value;
    if (schema.listType === "set" || schema.listType === "map" || schema.uniqueItems) {
      checkUnique(list, schema, state);
    }
    const { items } = schema;
    if (items !== undefined) {
      for (const [index, item] of list.entries()) {
        state.path.push(index);
        checkListTypes(item, items, state);
        state.path.pop();
      }
    }
  } else if (isJsonObject(value)) {
    checkFields(value, schema, state);
  }
}

function checkFields(map: JsonObject, schema: StructuralSchema, state: CheckState): void {
  for (const [name, value] of Object.entries(map)) {
    const child = schema.properties.get(name) ?? schema.additionalProperties;
    state.path.push(name);
    checkListTypes(value, child === true ? undefined : child, state);
    state.path.pop();
  }
}

/** Each thing that stands there more than once is reported at its second place. */
function checkUnique(
  list: readonly JsonValue[],
  schema: StructuralSchema,
  state: CheckState,
): void {
  const seen = new Map<string, { readonly first: number; isReported: boolean }>();
  for (const [index, item] of list.entries()) {
    const key = canonicalText(schema.listType === "map" ? keysOf(item, schema) : item);
    const known = seen.get(key);
    if (known === undefined) {
      seen.set(key, { first: index, isReported: false });
    } else if (!known.isReported) {
      known.isReported = true;
      duplicate(item, known.first, index, state);
    }
  }
}

function duplicate(item: JsonValue, first: number, index: number, state: CheckState): void {
  const message = `${placeOf(state)} has the same item at ${first} and ${index}`;
  state.path.push(index);
  state.report("ADMISSION_DUPLICATE", () => ({ message, found: showValue(item) }));
  state.path.pop();
}

/** Keys that an item lacks count as one and the same value. */
function keysOf(item: JsonValue, { listKeys }: StructuralSchema): JsonValue {
  return isJsonObject(item)
    ? listKeys.map((key) => [ownValue(item, key) ?? null, Object.hasOwn(item, key)])
    : [];
}
