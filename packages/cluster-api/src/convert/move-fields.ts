import {
  isJsonList,
  isJsonObject,
  isSameJson,
  type JsonValue,
  ownValue,
  valueAt,
} from "@imagewright/core";

import { expandPointer } from "../json/expand-pointer.ts";
import type { FieldRule, ItemRule, KindRules } from "./conversion-rules.ts";
import {
  areNeighbours,
  type FieldDraft,
  isBlank,
  note,
  putIn,
  renameIn,
  takeOut,
} from "./field-draft.ts";
import { transformValue } from "./transform-value.ts";

/** Puts every field of the rules at its place in v1beta2, in the form it has there. */
export function moveFields(draft: FieldDraft, rules: KindRules): void {
  for (const rule of rules.fields) {
    for (const { pointer, value } of expandPointer(draft.object, rule.from)) {
      moveField(draft, rule, pointer, value);
    }
  }
  for (const { from, because } of rules.drops) {
    for (const { pointer, value } of expandPointer(draft.object, from)) {
      dropField(draft, pointer, value, because);
    }
  }
  for (const { at, field, value } of rules.defaults) {
    for (const container of expandPointer(draft.object, at)) {
      giveDefault(draft, `${container.pointer}/${field}`, value, container.value);
    }
  }
}

function moveField(draft: FieldDraft, rule: FieldRule, pointer: string, value: JsonValue): void {
  const targets = rule.to.map((to) => withIndexes(to, pointer, rule.from));
  if (value === null || (isReferenceRule(rule) && isJsonObject(value) && isBlank(value))) {
    takeOut(draft, pointer);
    targets.forEach((target) => draft.unset.add(target));
    draft.changes.push({ kind: "emptied", from: pointer, before: value });
    return;
  }
  const read = transformValue(rule.how, value, { pointer, namespace: draft.namespace });
  draft.diagnostics.push(...read.diagnostics);
  if (!read.ok) {
    [pointer, ...targets].forEach((one) => draft.refused.add(one));
    return;
  }
  if (targets.length === 1 && targets[0] === pointer) {
    replaceInPlace(draft, pointer, value, read.value);
    return;
  }
  const after = rule.items.length === 0 ? read.value : withItems(draft, rule, pointer, value);
  place(draft, rule, { pointer, value, after, targets });
}

interface Placement {
  readonly pointer: string;
  readonly value: JsonValue;
  readonly after: JsonValue;
  readonly targets: readonly string[];
}

function place(draft: FieldDraft, rule: FieldRule, placement: Placement): void {
  const { pointer, value, after, targets } = placement;
  const [first] = targets;
  if (first !== undefined && areNeighbours(pointer, first) && !stands(draft, first)) {
    renameIn(draft, pointer, first, after);
  } else {
    if (!targets.every((target) => putIn(draft, target, after, pointer))) {
      draft.refused.add(pointer);
      return;
    }
    takeOut(draft, pointer);
  }
  const kind = rule.how === "move" ? "moved" : "transformed";
  for (const to of targets) {
    draft.changes.push({ kind, from: pointer, to, before: value, after });
  }
  for (const item of rule.items) {
    noteItems(draft, item, placement);
  }
}

function stands(draft: FieldDraft, pointer: string): boolean {
  return valueAt(draft.object, pointer) !== undefined;
}

function replaceInPlace(
  draft: FieldDraft,
  pointer: string,
  before: JsonValue,
  after: JsonValue,
): void {
  if (!isSameJson(before, after)) {
    renameIn(draft, pointer, pointer, after);
    draft.changes.push({ kind: "transformed", from: pointer, to: pointer, before, after });
  }
}

/** A reference without fields counts as none. */
function isReferenceRule({ how }: FieldRule): boolean {
  return how === "reference" || how === "templateReference";
}

/** The items of a list that moves, each with its own fields in the form of v1beta2. */
function withItems(
  draft: FieldDraft,
  rule: FieldRule,
  pointer: string,
  list: JsonValue,
): JsonValue {
  return isJsonList(list)
    ? list.map((item, index) =>
        rule.items.reduce((now, one) => withItem(draft, one, `${pointer}/${index}`, now), item),
      )
    : list;
}

function withItem(draft: FieldDraft, rule: ItemRule, pointer: string, item: JsonValue): JsonValue {
  const [from, to] = [rule.from.slice(1), rule.to.slice(1)];
  const value = isJsonObject(item) ? ownValue(item, from) : undefined;
  if (!isJsonObject(item) || value === undefined || value === null) {
    return item;
  }
  const at = { pointer: `${pointer}${rule.from}`, namespace: draft.namespace };
  const read = transformValue(rule.how, value, at);
  draft.diagnostics.push(...read.diagnostics);
  const after = read.ok ? read.value : value;
  const standing = ownValue(item, to);
  if (standing !== undefined && !isSameJson(standing, after)) {
    note(draft, "CAPI_CONVERT_TAKEN", `${to} holds another value than ${from}`, at.pointer, value);
  }
  return Object.fromEntries(
    Object.entries(item)
      .filter(([key]) => key !== to)
      .map(([key, old]) => (key === from ? [to, after] : [key, old])),
  );
}

function noteItems(draft: FieldDraft, rule: ItemRule, { pointer, ...moved }: Placement): void {
  const { value, after, targets } = moved;
  for (const [index, item] of (isJsonList(value) ? value : []).entries()) {
    const [from, to] = [rule.from, `/${index}${rule.to}`];
    const before = valueAt(item, from);
    const now = valueAt(after, to);
    if (before !== undefined && before !== null && now !== undefined) {
      draft.changes.push({
        kind: "transformed",
        from: `${pointer}/${index}${from}`,
        to: `${targets[0] ?? ""}${to}`,
        before,
        after: now,
      });
    }
  }
}

function dropField(draft: FieldDraft, pointer: string, value: JsonValue, because: string): void {
  takeOut(draft, pointer);
  if (isBlank(value)) {
    draft.changes.push({ kind: "emptied", from: pointer, before: value });
    return;
  }
  draft.changes.push({ kind: "lost", from: pointer, before: value });
  const name = pointer.slice(pointer.lastIndexOf("/") + 1);
  note(draft, "CAPI_CONVERT_LOST", `${name} is left out: ${because}`, pointer, value);
}

function giveDefault(draft: FieldDraft, to: string, after: string, container: JsonValue): void {
  const standing = valueAt(draft.object, to);
  const isMissing = standing === undefined || standing === null || standing === "";
  const says =
    isJsonObject(container) &&
    Object.entries(container).some(([, value]) => !isHollow(value) && value !== "");
  if (isMissing && says) {
    takeOut(draft, to);
    putIn(draft, to, after, to);
    draft.changes.push({ kind: "defaulted", to, after });
  }
}

/** Whether nothing but empty maps and lists is in a value. */
function isHollow(value: JsonValue): boolean {
  return (
    value === null ||
    (typeof value === "object" && Object.values(value).every((child) => isHollow(child)))
  );
}

/** A pointer of a rule with the indexes that stand at the same places of another one. */
export function withIndexes(to: string, pointer: string, from: string): string {
  const given = pointer.split("/");
  const indexes = from
    .split("/")
    .flatMap((segment, position) => (segment === "*" ? [given[position] ?? "*"] : []));
  let next = 0;
  return to
    .split("/")
    .map((segment) => (segment === "*" ? (indexes[next++] ?? "*") : segment))
    .join("/");
}
