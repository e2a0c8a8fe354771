import {
  formatPointer,
  isJsonList,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  nearestName,
  ownValue,
  valueAt,
} from "@imagewright/core";

import type { KindRules } from "./conversion-rules.ts";
import { type FieldDraft, isBlank, isWithin, note } from "./field-draft.ts";
import { brokenLimit } from "./field-limits.ts";
import { fieldBelow, type KnownField, knownSpec, resolved } from "./known-fields.ts";

interface Settling {
  readonly draft: FieldDraft;
  /** Maps of v1beta1 that v1beta2 has not: they go once they are empty. */
  readonly formerMaps: ReadonlySet<string>;
}

/**
 * Takes out what says nothing where v1beta2 admits no such thing, and reports what v1beta2 does not
 * know, demands or admits no longer.
 */
export function settleFields(draft: FieldDraft, kind: string, rules: KindRules): void {
  const field = knownSpec(kind);
  const spec = ownValue(draft.object, "spec");
  if (field === undefined) {
    return;
  }
  if (spec === undefined) {
    if (field.wasOptional === true) {
      note(draft, "CAPI_CONVERT_REQUIRED", "v1beta2 requires spec", "");
    }
    return;
  }
  const sources = [...rules.fields, ...rules.drops].map(({ from }) => from);
  const formerMaps = new Set(sources.flatMap((from) => mapsAbove(from)));
  const settled = settle({ draft, formerMaps }, spec, { field, pointer: "/spec", path: "/spec" });
  const entries = Object.entries(draft.object).flatMap(([key, value]): [string, JsonValue][] => {
    const now = key === "spec" ? settled : value;
    return now === undefined ? [] : [[key, now]];
  });
  draft.object = Object.fromEntries(entries);
}

interface FieldPlace {
  readonly field: KnownField;
  readonly pointer: string;
  /** The pointer with `*` for every index. */
  readonly path: string;
}

/** The value as it stays; undefined where nothing stays. */
function settle(settling: Settling, value: JsonValue, place: FieldPlace): JsonValue | undefined {
  const field = resolved(place.field);
  if (field.open === true || value === null) {
    return value;
  }
  const inner = isJsonList(value)
    ? settleList(settling, value, { ...place, field })
    : isJsonObject(value)
      ? settleMap(settling, value, { ...place, field })
      : value;
  if (field.nonEmpty === true && isBlank(inner)) {
    return emptied(settling.draft, value, { ...place, field });
  }
  const broken = brokenLimit(inner, field.limits ?? {});
  if (broken !== undefined) {
    note(settling.draft, "CAPI_CONVERT_VALUE", `v1beta2 ${broken}`, place.pointer, inner);
  }
  return inner;
}

function emptied(draft: FieldDraft, value: JsonValue, { field, pointer }: FieldPlace): undefined {
  if (field.required === true) {
    note(draft, "CAPI_CONVERT_REQUIRED", "the field is required, and says nothing", pointer);
  }
  const moved = draft.changes.findIndex(({ to }) => to === pointer);
  const { from = pointer, before = value } = draft.changes[moved] ?? {};
  if (moved !== -1) {
    draft.changes.splice(moved, 1);
  }
  draft.changes.push({ kind: "emptied", from, before });
  return undefined;
}

function settleList(
  settling: Settling,
  list: readonly JsonValue[],
  { field, pointer, path }: FieldPlace,
): readonly JsonValue[] {
  const { items } = field;
  if (items === undefined) {
    return list;
  }
  return list.map((item, index) => {
    const at = `${pointer}/${index}`;
    const settled = settle(settling, item, { field: items, pointer: at, path: `${path}/*` });
    if (settled === undefined) {
      note(settling.draft, "CAPI_CONVERT_VALUE", "v1beta2 admits no empty item here", at, item);
    }
    return settled ?? item;
  });
}

function settleMap(settling: Settling, map: JsonObject, place: FieldPlace): JsonObject {
  const entries = Object.entries(map).flatMap(([key, value]): [string, JsonValue][] => {
    const settled = settleEntry(settling, key, value, place);
    return settled === undefined ? [] : [[key, settled]];
  });
  const settled = Object.fromEntries(entries);
  if (place.field.nonEmpty !== true || !isBlank(settled)) {
    checkRequired(settling.draft, settled, place);
  }
  return withOneOf(settling.draft, settled, place);
}

function settleEntry(
  settling: Settling,
  key: string,
  value: JsonValue,
  place: FieldPlace,
): JsonValue | undefined {
  const pointer = `${place.pointer}${formatPointer([key])}`;
  if (settling.draft.refused.has(pointer)) {
    return value;
  }
  const field = fieldBelow(place.field, key);
  const isFree = place.field.fields === undefined;
  const path = `${place.path}${isFree ? "/*" : formatPointer([key])}`;
  if (field !== undefined) {
    return settle(settling, value, { field, pointer, path });
  }
  if (isFree) {
    return value;
  }
  if (settling.formerMaps.has(path)) {
    return settleFormer(settling, value, { pointer, path });
  }
  const known = Object.keys(place.field.fields ?? {});
  noteUnknown(settling.draft, pointer, value, nearestName(key, known));
  return value;
}

/** A map that v1beta2 has not: gone once it is empty, kept with what nobody knows. */
function settleFormer(
  settling: Settling,
  value: JsonValue,
  { pointer, path }: { readonly pointer: string; readonly path: string },
): JsonValue | undefined {
  if (!isJsonObject(value)) {
    if (isBlank(value)) {
      settling.draft.changes.push({ kind: "emptied", from: pointer, before: value });
      return undefined;
    }
    noteUnknown(settling.draft, pointer, value);
    return value;
  }
  const entries = Object.entries(value).flatMap(([key, child]): [string, JsonValue][] => {
    const below = `${pointer}${formatPointer([key])}`;
    const inner = `${path}${formatPointer([key])}`;
    if (settling.formerMaps.has(inner)) {
      const settled = settleFormer(settling, child, { pointer: below, path: inner });
      return settled === undefined ? [] : [[key, settled]];
    }
    if (!settling.draft.refused.has(below)) {
      noteUnknown(settling.draft, below, child);
    }
    return [[key, child]];
  });
  if (entries.length === 0) {
    noteGone(settling.draft, pointer, value);
    return undefined;
  }
  return Object.fromEntries(entries);
}

/** A map that was empty from the start is worth a line; one that has moved away is not. */
function noteGone(draft: FieldDraft, pointer: string, value: JsonValue): void {
  if (!draft.changes.some(({ from }) => from?.startsWith(`${pointer}/`) === true)) {
    draft.changes.push({ kind: "emptied", from: pointer, before: value });
  }
}

function noteUnknown(draft: FieldDraft, pointer: string, value: JsonValue, near?: string): void {
  const meant = near === undefined ? "" : `; ${near} is one`;
  note(draft, "CAPI_CONVERT_UNKNOWN", `this is no field of v1beta2${meant}`, pointer, value);
}

function checkRequired(draft: FieldDraft, map: JsonObject, { field, pointer }: FieldPlace): void {
  const missing = Object.entries(field.fields ?? {}).filter(
    ([name, { required }]) =>
      required === true && !Object.hasOwn(map, name) && !isReported(draft, pointer, name),
  );
  const isNewMap = missing.length > 0 && wasMade(draft, pointer);
  for (const [name, { wasOptional }] of missing) {
    const isUnset = draft.unset.has(`${pointer}${formatPointer([name])}`);
    if (wasOptional === true || isNewMap || isUnset) {
      note(draft, "CAPI_CONVERT_REQUIRED", `v1beta2 requires ${name}`, pointer);
    }
  }
}

/** Whether a map was made for fields that moved into it. */
function wasMade({ original, changes }: FieldDraft, pointer: string): boolean {
  return (
    valueAt(original, pointer) === undefined &&
    !changes.some(({ to = "" }) => to !== "" && `${pointer}/`.startsWith(`${to}/`))
  );
}

/** Whether it is said already why a field is missing: it was empty, or could not be converted. */
function isReported({ diagnostics, refused }: FieldDraft, pointer: string, name: string): boolean {
  const at = `${pointer}${formatPointer([name])}`;
  return (
    diagnostics.some(
      ({ code, pointer: found }) => code === "CAPI_CONVERT_REQUIRED" && found === at,
    ) || [...refused].some((target) => isWithin(target, at) || isWithin(at, target))
  );
}

/**
 * Of fields that exclude each other one stays; `false` says nothing beside another one, as it does
 * to Cluster API.
 */
function withOneOf(draft: FieldDraft, map: JsonObject, { field, pointer }: FieldPlace): JsonObject {
  const given = (field.exclusive ?? []).filter((name) => Object.hasOwn(map, name));
  if (given.length < 2) {
    return map;
  }
  const hollow = given.find((name) => map[name] === false);
  if (hollow === undefined) {
    note(draft, "CAPI_CONVERT_VALUE", `v1beta2 admits one of ${given.join(" and ")}`, pointer);
    return map;
  }
  draft.changes.push({ kind: "emptied", from: `${pointer}/${hollow}`, before: false });
  return Object.fromEntries(Object.entries(map).filter(([name]) => name !== hollow));
}

/** The maps above a field, below `spec`. */
function mapsAbove(path: string): readonly string[] {
  const segments = path.split("/");
  return segments.slice(3).map((_, index) => segments.slice(0, index + 3).join("/"));
}
