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

import type { ConversionCode } from "./conversion-diagnostics.ts";
import type { KindRules } from "./conversion-rules.ts";
import { type FieldDraft, isBlank, isWithin, note, originOf } from "./field-draft.ts";
import { brokenLimit } from "./field-limits.ts";
import { type FormerMaps, formerMaps, noteUnknown, settleFormer } from "./former-maps.ts";
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
      note(draft, "CAPI_CONVERT_REQUIRED", "v1beta2 requires /spec", "");
    }
    return;
  }
  const sources = [...rules.fields, ...rules.drops].map(({ from }) => from);
  const settling = {
    draft,
    former: formerMaps(draft, sources),
    isTemplate: kind.endsWith("Template"),
  };
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
    noteAt(settling.draft, "CAPI_CONVERT_VALUE", `v1beta2 ${broken}`, place.pointer, inner);
  }
  return inner;
}

/** Notes a finding where the value stood before. */
function noteAt(
  draft: FieldDraft,
  code: ConversionCode,
  message: string,
  pointer: string,
  value?: JsonValue,
): void {
  note(draft, code, message, originOf(draft, pointer), value);
}

function emptied(
  { draft, isTemplate }: Settling,
  value: JsonValue,
  { field, pointer }: FieldPlace,
): undefined {
  if (field.required === true) {
    noteAt(draft, "CAPI_CONVERT_REQUIRED", `v1beta2 requires ${pointer}`, pointer);
    draft.refused.add(pointer);
  }
  const moved = draft.changes.findIndex(({ to }) => to === pointer);
  const { from = originOf(draft, pointer), before = value } = draft.changes[moved] ?? {};
  if (moved !== -1) {
    draft.changes.splice(moved, 1);
  }
  const old = valueAt(draft.original, from);
  const isOld = moved !== -1 || (old !== undefined && from.endsWith(lastOf(pointer)));
  if (isOld) {
    draft.changes.push({ kind: "emptied", from, before });
  }
  if (isTemplate && isOld && isEmptyPart(old)) {
    note(draft, "CAPI_CONVERT_EMPTIED", "the field is left out, since it is empty", from);
  }
  return undefined;
}

function lastOf(pointer: string): string {
  return pointer.slice(pointer.lastIndexOf("/"));
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
      const message = "v1beta2 admits no empty item here";
      noteAt(settling.draft, "CAPI_CONVERT_VALUE", message, at, item);
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
    const from = originOf(settling.draft, pointer);
    settling.draft.changes.push({ kind: "emptied", from, before: value });
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
      const message = `v1beta2 requires ${pointer}/${name}`;
      noteAt(draft, "CAPI_CONVERT_REQUIRED", message, pointer);
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
function isReported({ refused }: FieldDraft, pointer: string, name: string): boolean {
  const at = `${pointer}${formatPointer([name])}`;
  return [...refused].some((target) => isWithin(target, at) || isWithin(at, target));
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
    noteAt(draft, "CAPI_CONVERT_VALUE", `v1beta2 admits one of ${given.join(" and ")}`, pointer);
    return map;
  }
  const from = originOf(draft, `${pointer}/${hollow}`);
  draft.changes.push({ kind: "emptied", from, before: false });
  return Object.fromEntries(Object.entries(map).filter(([name]) => name !== hollow));
}
