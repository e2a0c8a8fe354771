import { isSameJson } from "../json-fields.ts";
import { formatPointer, replaceAt, valueAt } from "../json-pointer.ts";
import {
  isJsonList,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  ownValue,
} from "../json-value.ts";
import type { FieldChange } from "./object-change.ts";

/**
 * What turns one object into another: the smallest fields that differ. Lists of one length are
 * compared item by item; others change as a whole.
 *
 * @example
 * ```ts
 * fieldChanges({ spec: { version: "v1.33.4", replicas: 3 } }, { spec: { version: "v1.34.1", replicas: 3 } });
 * // => [{ pointer: "/spec/version", from: "v1.33.4", to: "v1.34.1" }]
 * fieldChanges({ a: 1 }, { b: [2] });
 * // => [{ pointer: "/a", from: 1 }, { pointer: "/b", to: [2] }]
 * ```
 */
export function fieldChanges(before: JsonObject, after: JsonObject): readonly FieldChange[] {
  const changes: FieldChange[] = [];
  compareMaps(before, after, [], changes);
  return changes;
}

/**
 * The object after some changes; undefined if a field holds neither what it has to hold before nor
 * what it holds after. Fields that hold the new value already are left as they are.
 *
 * @example
 * ```ts
 * const changes = [{ pointer: "/spec/version", from: "v1.33.4", to: "v1.34.1" }];
 * withFieldChanges({ spec: { version: "v1.33.4" } }, changes); // => { spec: { version: "v1.34.1" } }
 * withFieldChanges({ spec: { version: "v1.34.1" } }, changes); // => { spec: { version: "v1.34.1" } }
 * withFieldChanges({ spec: { version: "v1.32.9" } }, changes); // => undefined
 * ```
 */
export function withFieldChanges(
  object: JsonObject,
  changes: readonly FieldChange[],
): JsonObject | undefined {
  let changed: JsonObject | undefined = object;
  for (const { pointer, from, to } of changes) {
    if (changed === undefined) {
      return undefined;
    }
    const found: JsonValue | undefined = valueAt(changed, pointer);
    if (!isSameJson(found, to)) {
      changed = isSameJson(found, from) ? replaceAt(changed, pointer, to) : undefined;
    }
  }
  return changed;
}

/**
 * The changes that undo some changes.
 *
 * @example
 * ```ts
 * revertFieldChanges([{ pointer: "/spec/version", from: "v1.33.4", to: "v1.34.1" }]);
 * // => [{ pointer: "/spec/version", from: "v1.34.1", to: "v1.33.4" }]
 * ```
 */
export function revertFieldChanges(changes: readonly FieldChange[]): readonly FieldChange[] {
  return changes.toReversed().map(({ pointer, from, to }) => change(pointer, to, from));
}

function compareMaps(
  before: JsonObject,
  after: JsonObject,
  path: readonly string[],
  changes: FieldChange[],
): void {
  for (const key of Object.keys(before)) {
    compare(ownValue(before, key), ownValue(after, key), [...path, key], changes);
  }
  for (const key of Object.keys(after)) {
    if (ownValue(before, key) === undefined) {
      compare(undefined, ownValue(after, key), [...path, key], changes);
    }
  }
}

function compare(
  before: JsonValue | undefined,
  after: JsonValue | undefined,
  path: readonly string[],
  changes: FieldChange[],
): void {
  if (before === after) {
    return;
  }
  if (before !== undefined && after !== undefined) {
    if (isJsonList(before) && isJsonList(after) && before.length === after.length) {
      for (const [index, item] of before.entries()) {
        compare(item, after[index], [...path, String(index)], changes);
      }
      return;
    }
    if (isJsonObject(before) && isJsonObject(after)) {
      compareMaps(before, after, path, changes);
      return;
    }
  }
  if (!isSameJson(before, after)) {
    changes.push(change(formatPointer(path), before, after));
  }
}

function change(
  pointer: string,
  from: JsonValue | undefined,
  to: JsonValue | undefined,
): FieldChange {
  return { pointer, ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}
