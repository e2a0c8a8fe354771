import type { Diagnostic, SourceLocation } from "../../diagnostic.ts";
import { editDiagnostics } from "../../edit/edit-diagnostics.ts";
import type { FieldEdit } from "../../edit/edit.ts";
import { locateField } from "../../edit/locate-field.ts";
import { isSameJson } from "../../json-fields.ts";
import { replaceAt, valueAt } from "../../json-pointer.ts";
import { isJsonList, isJsonObject, type JsonObject, type JsonValue } from "../../json-value.ts";
import { showValue } from "../../show-value.ts";
import type { FieldChange } from "../object-change.ts";
import type { RawFile, RawObject } from "./raw-file.ts";
import { variableName, variablesIn } from "./text-variables.ts";
import { planWriteDiagnostics } from "./write-diagnostics.ts";

/** Field changes as edits of an object in its file. */
export interface CheckedFields {
  /** Only what is not there yet; pointers lead into the object. */
  readonly edits: readonly FieldEdit[];
  /** The object as it is to be. */
  readonly value: JsonObject;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Compares what changes expect with what a file says, where variables stand as they are written.
 *
 * @param before - the object as it is copied, where that differs from the one in the file
 */
export function checkFields(
  file: RawFile,
  raw: RawObject,
  fields: readonly FieldChange[],
  before: JsonObject = raw.value,
): CheckedFields {
  const edits: FieldEdit[] = [];
  const diagnostics: Diagnostic[] = [];
  let value = before;
  for (const field of fields) {
    const current = valueAt(value, field.pointer);
    if (isThere(value, field, current)) {
      continue;
    }
    const next = replaceAt(value, field.pointer, field.to);
    const fault = findFault(file, raw, field, current, next);
    if (fault !== undefined) {
      diagnostics.push(fault);
    } else if (next !== undefined) {
      const wanted = withEmptyMap(field, value, next);
      value = replaceAt(value, wanted.pointer, wanted.to) ?? next;
      edits.push(editOf(wanted));
    }
  }
  return { edits, value, diagnostics };
}

/** Where something stands in a file. */
export function placeInFile(file: RawFile, raw: RawObject, pointer: string): SourceLocation {
  const place = locateField(file.text, raw.document, `${raw.base}${pointer}`);
  return { file: file.name, ...place };
}

/** Whether a field holds what it is to hold; an item that is taken out is gone for good. */
function isThere(
  object: JsonObject,
  { pointer, from, to }: FieldChange,
  current: JsonValue | undefined,
): boolean {
  if (isSameJson(current, to)) {
    return true;
  }
  const parent = valueAt(object, pointer.slice(0, pointer.lastIndexOf("/")));
  return to === undefined && isJsonList(parent) && !parent.some((item) => isSameJson(item, from));
}

function findFault(
  file: RawFile,
  raw: RawObject,
  { pointer, from, to }: FieldChange,
  current: JsonValue | undefined,
  next: JsonObject | undefined,
): Diagnostic | undefined {
  const source = (): SourceLocation => placeInFile(file, raw, pointer);
  const kept = new Set(variablesIn(to));
  const lost = variablesIn(current).find((variable) => !kept.has(variable));
  if (lost !== undefined) {
    const name = variableName(lost);
    return planWriteDiagnostics.report("PLAN_WRITE_VARIABLE", {
      message: `the value comes from the variable ${name}, which would be replaced`,
      pointer: `${raw.base}${pointer}`,
      source: source(),
      found: showValue(current),
      ...(from !== undefined && { expected: showValue(from) }),
      hint: `Give ${name} the value ${show(to)} where it is filled in, or change its default by hand.`,
    });
  }
  if (!isSameJson(current, from)) {
    return editDiagnostics.report("EDIT_STALE", {
      message: "another value stands here than the plan was made from",
      pointer: `${raw.base}${pointer}`,
      source: source(),
      found: show(current),
      expected: show(from),
    });
  }
  return next === undefined
    ? editDiagnostics.report("EDIT_POINTER", {
        message: "the pointer leads nowhere",
        pointer: `${raw.base}${pointer}`,
        source: source(),
      })
    : undefined;
}

/** Labels and annotations that are none are no line of a file: their map goes with the last one. */
function withEmptyMap(field: FieldChange, before: JsonObject, after: JsonObject): FieldChange {
  const map = /^\/metadata\/(?:annotations|labels)(?=\/[^/]+$)/u.exec(field.pointer)?.[0];
  const left = map === undefined ? undefined : valueAt(after, map);
  const from = map === undefined ? undefined : valueAt(before, map);
  const isLast = field.to === undefined && isJsonObject(left) && Object.keys(left).length === 0;
  return isLast && map !== undefined && from !== undefined ? { pointer: map, from } : field;
}

function editOf({ pointer, from, to }: FieldChange): FieldEdit {
  if (to === undefined) {
    return { action: "remove", pointer, ...(from !== undefined && { from }) };
  }
  const expected = from === undefined ? { isNew: true } : { from };
  return { action: "set", pointer, value: to, ...expected };
}

function show(value: JsonValue | undefined): string {
  return value === undefined ? "nothing" : showValue(value);
}
