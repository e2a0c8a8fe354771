import {
  isJsonList,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  ownValue,
  parsePointer,
} from "@imagewright/core";

import { fail } from "./evaluation.ts";

/** A patch whose value is known. */
export interface JsonPatch {
  readonly op: string;
  readonly path: string;
  readonly value: JsonValue;
}

/**
 * An object after one operation of RFC 6902, as far as classes may use it: `add`, `replace` and
 * `remove`; of lists, the first place (`0`) and the end (`-`), to add to. Stops where the place of
 * the operation does not exist.
 */
export function applyJsonPatch(object: JsonObject, patch: JsonPatch): JsonObject {
  const path = parsePointer(patch.path);
  const changed = change(object, path, patch);
  return isJsonObject(changed) ? changed : fail(`the patch of ${patch.path} replaces the object`);
}

function change(current: JsonValue, path: readonly string[], patch: JsonPatch): JsonValue {
  const [first, ...rest] = path;
  if (first === undefined) {
    return patch.op === "remove" ? fail("the object cannot be removed") : patch.value;
  }
  if (isJsonList(current)) {
    return changeList(current, first, rest, patch);
  }
  if (!isJsonObject(current)) {
    return missing(patch, first);
  }
  return rest.length === 0
    ? changeKey(current, first, patch)
    : descend(current, first, rest, patch);
}

function descend(
  object: JsonObject,
  key: string,
  rest: readonly string[],
  patch: JsonPatch,
): JsonObject {
  const child = ownValue(object, key);
  return child === undefined || child === null
    ? missing(patch, key)
    : { ...object, [key]: change(child, rest, patch) };
}

function changeKey(object: JsonObject, key: string, patch: JsonPatch): JsonObject {
  if (patch.op !== "add" && !Object.hasOwn(object, key)) {
    return missing(patch, key);
  }
  if (patch.op === "remove") {
    return Object.fromEntries(Object.entries(object).filter(([name]) => name !== key));
  }
  return { ...object, [key]: patch.value };
}

function changeList(
  list: readonly JsonValue[],
  place: string,
  rest: readonly string[],
  patch: JsonPatch,
): readonly JsonValue[] {
  if (rest.length > 0 || patch.op !== "add") {
    return changeItem(list, place, rest, patch);
  }
  if (place === "-") {
    return [...list, patch.value];
  }
  return place === "0" ? [patch.value, ...list] : missing(patch, place);
}

/** A step through the first item; the webhook refuses every other one. */
function changeItem(
  list: readonly JsonValue[],
  place: string,
  rest: readonly string[],
  patch: JsonPatch,
): readonly JsonValue[] {
  const [first, ...others] = list;
  return place === "0" && first !== undefined && rest.length > 0
    ? [change(first, rest, patch), ...others]
    : missing(patch, place);
}

function missing({ op, path }: JsonPatch, segment: string): never {
  return fail(`${op} of ${path}: there is no ${JSON.stringify(segment)} where it is wanted`);
}
