import { formatPointer, parsePointer, replaceAt, valueAt } from "../../json-pointer.ts";
import { isJsonList, isJsonObject, type JsonObject, type JsonValue } from "../../json-value.ts";
import type { FieldChange, PatchChange } from "../object-change.ts";
import { isIndex } from "./json-path.ts";

/** A patch as `kubectl patch --type=TYPE --patch=BODY` takes it. */
export interface KubectlPatch {
  readonly type: "merge" | "json";
  readonly body: JsonValue;
}

/**
 * A change as the one patch that makes it: a merge patch where every field is reached through maps,
 * else a JSON patch that first tests what it changes, and that the items of lists it goes through
 * are those that are meant.
 *
 * @param object - as it stands before; tells maps from lists, and which maps have to be made first
 * @example
 * ```ts
 * import { kubectlPatch } from "@imagewright/core/plan";
 *
 * const object = { group: "", version: "v1", kind: "Widget", name: "a" };
 * const version = { pointer: "/spec/version", from: "v1.33.4", to: "v1.34.1" };
 * kubectlPatch({ change: "patch", object, fields: [version] });
 * // => { type: "merge", body: { spec: { version: "v1.34.1" } } }
 * const image = { pointer: "/spec/images/0/id", from: "ami-1", to: "ami-2" };
 * kubectlPatch({ change: "patch", object, fields: [image] }).body;
 * // => [
 * //      { op: "test", path: "/spec/images/0/id", value: "ami-1" },
 * //      { op: "replace", path: "/spec/images/0/id", value: "ami-2" },
 * //    ]
 * ```
 */
export function kubectlPatch({ fields }: PatchChange, object?: JsonObject): KubectlPatch {
  const isMerge =
    fields.every((field) => isMergeable(field, object)) &&
    !fields.some((field) => fields.some((other) => isBelow(other.pointer, field.pointer)));
  return isMerge
    ? { type: "merge", body: mergeBody(fields) }
    : { type: "json", body: operations(fields, object) };
}

/** A merge patch reaches no item of a list, sets no null, and takes nothing out of a map. */
function isMergeable({ pointer, from, to }: FieldChange, object: JsonObject | undefined): boolean {
  const segments = parsePointer(pointer);
  return (
    segments.length > 0 &&
    !segments.some((segment, at) =>
      isIndex(segment, formatPointer(segments.slice(0, at)), object),
    ) &&
    !(isJsonObject(from) && isJsonObject(to)) &&
    !hasNull(to)
  );
}

function hasNull(value: JsonValue | undefined): boolean {
  if (isJsonObject(value)) {
    return Object.values(value).some(hasNull);
  }
  return value === null || (isJsonList(value) && value.some(hasNull));
}

function isBelow(pointer: string, parent: string): boolean {
  return pointer.startsWith(`${parent}/`);
}

function mergeBody(fields: readonly FieldChange[]): JsonObject {
  let body: JsonObject = {};
  for (const { pointer, to = null } of fields) {
    body = replaceAt(body, pointer, to) ?? body;
  }
  return body;
}

function operations(fields: readonly FieldChange[], object: JsonObject | undefined): JsonValue {
  const tests: JsonObject[] = [];
  const changes: JsonObject[] = [];
  const tested = new Set<string>();
  let current = object;
  for (const { pointer, from, to } of fields) {
    for (const { path, value } of namesOnTheWay(pointer, current)) {
      if (!tested.has(path)) {
        tested.add(path);
        tests.push({ op: "test", path, value });
      }
    }
    if (from !== undefined) {
      changes.push({ op: "test", path: pointer, value: from });
    }
    if (to === undefined) {
      changes.push({ op: "remove", path: pointer });
    } else if (from === undefined) {
      changes.push(...missingMaps(pointer, current), { op: "add", path: pointer, value: to });
    } else {
      changes.push({ op: "replace", path: pointer, value: to });
    }
    current = current && replaceAt(current, pointer, to);
  }
  return [...tests, ...changes];
}

/** The names of the items a pointer goes through: an index alone says little. */
function namesOnTheWay(
  pointer: string,
  object: JsonObject | undefined,
): readonly { readonly path: string; readonly value: string }[] {
  const segments = parsePointer(pointer);
  return segments.flatMap((segment, at) => {
    const item = formatPointer(segments.slice(0, at + 1));
    const path = `${item}/name`;
    const value = object === undefined ? undefined : valueAt(object, path);
    const isItem =
      at < segments.length - 1 && isIndex(segment, formatPointer(segments.slice(0, at)), object);
    return isItem && typeof value === "string" && path !== pointer ? [{ path, value }] : [];
  });
}

/** A JSON patch adds to maps that are there only. */
function missingMaps(pointer: string, object: JsonObject | undefined): readonly JsonObject[] {
  if (object === undefined) {
    return [];
  }
  const segments = parsePointer(pointer).slice(0, -1);
  const parents = segments.map((_, at) => formatPointer(segments.slice(0, at + 1)));
  return parents
    .filter((path) => valueAt(object, path) === undefined)
    .map((path) => ({ op: "add", path, value: {} }));
}
