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
import { type FormerMaps, mapsAbove, noteUnknown, settleFormer } from "./former-maps.ts";
import { fieldBelow, type KnownField, knownSpec, resolved } from "./known-fields.ts";

interface Settling {
  readonly draft: FieldDraft;
  readonly former: FormerMaps;
  /** Whether patches of classes may be meant for the object. */
  readonly isTemplate: boolean;
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
  const former = { draft, paths: new Set(sources.flatMap((from) => mapsAbove(from))) };
  const settling = { draft, former, isTemplate: kind.endsWith("Template") };
  const settled = settle(settling, spec, { field, pointer: "/spec", path: "/spec" });
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
    return emptied(settling, value, { ...place, field });
  }
  const broken = brokenLimit(inner, field.limits ?? {});
  if (broken !== undefined) {
    note(settling.draft, "CAPI_CONVERT_VALUE", `v1beta2 ${broken}`, place.pointer, inner);
  }
  return inner;
}

function emptied(
  { draft, isTemplate }: Settling,
  value: JsonValue,
  { field, pointer }: FieldPlace,
): undefined {
  if (field.required === true) {
    note(draft, "CAPI_CONVERT_REQUIRED", "the field is required, and says nothing", pointer);
  }
  const moved = draft.changes.findIndex(({ to }) => to === pointer);
  const { from = pointer, before = value } = draft.changes[moved] ?? {};
  if (moved !== -1) {
    draft.changes.splice(moved, 1);
  }
  draft.changes.push({ kind: "emptied", from, before });
  if (isTemplate && isEmptyPart(valueAt(draft.original, from))) {
    note(draft, "CAPI_CONVERT_EMPTIED", "the field is left out, since it is empty", from);
  }
  return undefined;
}

/** Whether a value is an empty map or list. */
function isEmptyPart(value: JsonValue | undefined): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
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
  if (settling.former.paths.has(path)) {
    return settleFormer(settling.former, value, { pointer, path });
  }
  if (value === null) {
    settling.draft.changes.push({ kind: "emptied", from: pointer, before: value });
    return undefined;
  }
  const known = Object.keys(place.field.fields ?? {});
  noteUnknown(settling.draft, pointer, value, nearestName(key, known));
  return value;
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
