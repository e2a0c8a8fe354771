import { type JsonObject, type JsonValue, parsePointer, valueAt } from "@imagewright/core";

import type { FieldRule, KindRules } from "./conversion-rules.ts";
import { type FieldDraft, isWithin, note } from "./field-draft.ts";
import { fieldBelow, knownSpec } from "./known-fields.ts";
import { moveFields, withIndexes } from "./move-fields.ts";
import { isIndex, relationOf } from "./path-relation.ts";

/** Where a value goes in v1beta2; without one where none was given. */
export interface PlacedPatchValue {
  readonly path: string;
  readonly value?: JsonValue;
}

/** What a value is patched into. */
export interface PatchValuePlace {
  readonly pointer: string;
  readonly path: string;
  readonly kind: string;
  readonly rules: KindRules;
  /** Whether what stands at the path is taken out. */
  readonly isRemoval: boolean;
}

/**
 * The value that a patch puts at a path, as v1beta2 has it: made by the rules of whole objects, from
 * an object that holds nothing else. Without a value, only the path is looked for.
 *
 * @returns undefined, with a finding, where parts of the value belong elsewhere than the rest
 */
export function convertPatchValue(
  draft: FieldDraft,
  value: JsonValue | undefined,
  place: PatchValuePlace,
): readonly PlacedPatchValue[] | undefined {
  const targets = targetsOf(place);
  const strays = straysOf(place, targets);
  if (targets.length === 0 || (place.isRemoval && strays.length > 0)) {
    refuse(draft, place, strays);
    return undefined;
  }
  if (value === undefined) {
    noteStrays(draft, place, strays);
    return targets.map((path) => ({ path }));
  }
  if (value === null) {
    noteStrays(draft, place, strays);
    return targets.map((path) => ({ path, value }));
  }
  const trial = tryValue(draft, value, place);
  const outside = trial.changes.flatMap(({ to }) =>
    to === undefined || targets.some((target) => isWithin(to, atZero(target))) ? [] : [to],
  );
  if (outside.length > 0) {
    refuse(draft, place, outside);
    return undefined;
  }
  noteStrays(draft, place, strays);
  return targets.map((path) => ({ path, value: valueAt(trial.object, atZero(path)) ?? {} }));
}

function noteStrays(
  draft: FieldDraft,
  { path, pointer }: PatchValuePlace,
  strays: readonly string[],
): void {
  if (strays.length > 0) {
    const message = `${strays.join(", ")} stays as it is`;
    note(draft, "CAPI_CONVERT_PATCH_REPLACES", message, `${pointer}/path`, path);
  }
}

function refuse(
  draft: FieldDraft,
  { path, pointer }: PatchValuePlace,
  to: readonly string[],
): void {
  const where = to.length === 0 ? "at several places" : `at ${to.join(", ")}`;
  note(draft, "CAPI_CONVERT_PATCH", `part of ${path} stands ${where} in v1beta2`, pointer);
}

/** Where what stands at a path stands in v1beta2; nothing where that is not one place. */
function targetsOf({ path, kind, rules }: PatchValuePlace): readonly string[] {
  const own = rules.fields.find(({ from }) => relationOf(path, from) === "same");
  if (own !== undefined) {
    return own.to.map((to) => withIndexes(to, path, own.from));
  }
  if (isKnown(kind, path)) {
    return [path];
  }
  const found = new Set(fieldsBelow(rules, path).map((rule) => mapAbove(rule, path)));
  const [first] = found;
  return found.size === 1 && first !== undefined ? [first] : [];
}

/** The map that a map of v1beta1 has become, by what became of one of its fields. */
function mapAbove({ from, to }: FieldRule, path: string): string | undefined {
  const below = from.split("/").length - path.split("/").length;
  return to.length === 1 ? to[0]?.split("/").slice(0, -below).join("/") : undefined;
}

function isKnown(kind: string, path: string): boolean {
  const [, ...segments] = parsePointer(path);
  let field = knownSpec(kind);
  for (const segment of segments) {
    field = field === undefined ? undefined : fieldBelow(field, segment);
  }
  return field !== undefined;
}

function fieldsBelow(rules: KindRules, path: string): readonly FieldRule[] {
  return rules.fields.filter(({ from }) => relationOf(path, from) === "above");
}

/** Fields below a path whose place in v1beta2 is not below the path's. */
function straysOf({ path, rules }: PatchValuePlace, targets: readonly string[]): readonly string[] {
  return fieldsBelow(rules, path)
    .flatMap(({ to }) => to)
    .filter((to) => !targets.some((target) => ["same", "above"].includes(relationOf(target, to))));
}

/** The path with 0 for every place in a list. */
function atZero(path: string): string {
  return path
    .split("/")
    .map((segment) => (isIndex(segment) ? "0" : segment))
    .join("/");
}

/** An object with nothing but the value, converted. */
function tryValue(draft: FieldDraft, value: JsonValue, place: PatchValuePlace): FieldDraft {
  const start = atZero(place.path);
  const object = objectWith(parsePointer(place.path), value);
  const trial: FieldDraft = {
    original: object,
    object,
    namespace: undefined,
    changes: [],
    unset: new Set(),
    refused: new Set(),
    diagnostics: [],
  };
  moveFields(trial, place.rules);
  for (const found of trial.diagnostics) {
    const below = isWithin(found.pointer, start) ? found.pointer.slice(start.length) : "";
    draft.diagnostics.push({ ...found, pointer: `${place.pointer}/value${below}` });
  }
  return trial;
}

function objectWith(segments: readonly string[], value: JsonValue): JsonObject {
  const [first = "spec", ...rest] = segments;
  return { [first]: nested(rest, value) };
}

function nested(segments: readonly string[], value: JsonValue): JsonValue {
  const [first, ...rest] = segments;
  if (first === undefined) {
    return value;
  }
  const inner = nested(rest, value);
  return isIndex(first) ? [inner] : { [first]: inner };
}
