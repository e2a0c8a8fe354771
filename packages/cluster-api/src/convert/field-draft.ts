import {
  type Diagnostic,
  isJsonObject,
  isSameJson,
  type JsonObject,
  type JsonValue,
  parsePointer,
  replaceAt,
  showValue,
  valueAt,
} from "@imagewright/core";

import { type ConversionCode, conversionDiagnostics } from "./conversion-diagnostics.ts";
import type { Conversion, ConversionChange } from "./conversion.ts";

/** An object while it is converted, with what has become of its fields so far. */
export interface FieldDraft {
  /** The object that was given. */
  readonly original: JsonObject;
  object: JsonObject;
  readonly namespace: string | undefined;
  readonly changes: ConversionChange[];
  /** Where a reference would stand that named nothing. */
  readonly unset: Set<string>;
  /** Where fields stand that could not be converted, and where they would stand. */
  readonly refused: Set<string>;
  readonly diagnostics: Diagnostic[];
}

/** Notes a finding. */
export function note(
  draft: FieldDraft,
  code: ConversionCode,
  message: string,
  pointer: string,
  value?: JsonValue,
): void {
  const found = value === undefined ? undefined : showValue(value);
  draft.diagnostics.push(conversionDiagnostics.report(code, { message, pointer, found }));
}

/**
 * Where in the object that was given stands what is at a pointer now: the field it was, or the
 * nearest map above it that was there.
 */
export function originOf(
  { original, changes }: Pick<Conversion, "changes"> & Pick<FieldDraft, "original">,
  pointer: string,
): string {
  const moves = changes.filter(
    ({ from, to }) => from !== undefined && to !== undefined && isWithin(pointer, to),
  );
  const [move] = moves.toSorted((a, b) => (b.to ?? "").length - (a.to ?? "").length);
  const { from = "", to = "" } = move ?? {};
  let origin = `${from}${pointer.slice(to.length)}`;
  while (origin !== "" && valueAt(original, origin) === undefined) {
    origin = origin.slice(0, origin.lastIndexOf("/"));
  }
  return origin;
}

/** Takes a field out. */
export function takeOut(draft: FieldDraft, pointer: string): void {
  draft.object = replaceAt(draft.object, pointer, undefined) ?? draft.object;
}

/**
 * Puts a value where it belongs in v1beta2. Refused where another value stands there already, or
 * where no map can be made.
 */
export function putIn(draft: FieldDraft, pointer: string, value: JsonValue, from: string): boolean {
  const standing = valueAt(draft.object, pointer) ?? null;
  if (standing !== null && !isSameJson(standing, value)) {
    note(
      draft,
      "CAPI_CONVERT_TAKEN",
      `${pointer} holds another value than this field`,
      from,
      value,
    );
    return false;
  }
  const put = withMaps(draft.object, pointer, value);
  if (put === undefined) {
    note(draft, "CAPI_CONVERT_SHAPE", `there is no map to put ${pointer} into`, from, value);
    return false;
  }
  draft.object = put;
  return true;
}

/** The object with a value at a pointer; nulls on the way are nothing, and become maps. */
function withMaps(object: JsonObject, pointer: string, value: JsonValue): JsonObject | undefined {
  const segments = parsePointer(pointer);
  let filled = object;
  let at = "";
  for (const segment of pointer.split("/").slice(1, segments.length)) {
    at = `${at}/${segment}`;
    filled = valueAt(filled, at) === null ? (replaceAt(filled, at, {}) ?? filled) : filled;
  }
  return replaceAt(filled, pointer, value);
}

/** Gives a field another name where it stands, so that it keeps its place among its neighbours. */
export function renameIn(draft: FieldDraft, from: string, to: string, value: JsonValue): void {
  const at = from.slice(0, from.lastIndexOf("/"));
  const [oldName = ""] = parsePointer(from).slice(-1);
  const [newName = ""] = parsePointer(to).slice(-1);
  const map = valueAt(draft.object, at);
  if (isJsonObject(map)) {
    const entries = Object.entries(map)
      .filter(([key]) => key !== newName || key === oldName)
      .map(([key, old]): [string, JsonValue] => (key === oldName ? [newName, value] : [key, old]));
    draft.object = replaceAt(draft.object, at, Object.fromEntries(entries)) ?? draft.object;
  }
}

/** Sets an API version of a group to v1beta2. */
export function raiseVersion(draft: FieldDraft, pointer: string, group: string): void {
  const before = valueAt(draft.object, pointer) ?? null;
  const after = `${group}/v1beta2`;
  draft.object = replaceAt(draft.object, pointer, after) ?? draft.object;
  draft.changes.push({ kind: "transformed", from: pointer, to: pointer, before, after });
}

/** Whether a pointer is another one, or leads below it. */
export function isWithin(pointer: string, above: string): boolean {
  return (
    pointer.startsWith(above) && (pointer.length === above.length || pointer[above.length] === "/")
  );
}

/** Whether two pointers name fields of one map. */
export function areNeighbours(a: string, b: string): boolean {
  return a.slice(0, a.lastIndexOf("/")) === b.slice(0, b.lastIndexOf("/"));
}

/** Whether a value says nothing: null, an empty map, list or text, or zero. */
export function isBlank(value: JsonValue): boolean {
  return (
    value === null ||
    value === "" ||
    value === 0 ||
    (typeof value === "object" &&
      Object.values(value).every((child) => !Array.isArray(value) && child === null))
  );
}
