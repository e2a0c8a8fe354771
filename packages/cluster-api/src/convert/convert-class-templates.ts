import {
  isJsonList,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  objectKind,
  ownValue,
  replaceAt,
} from "@imagewright/core";

import { expandPointer } from "../json/expand-pointer.ts";
import { listAt, ownText } from "../json/read-field.ts";
import { conversionRules, type KindRules } from "./conversion-rules.ts";
import { convertPatch } from "./convert-patch.ts";
import { type FieldDraft, note, raiseVersion } from "./field-draft.ts";
import { relationOf } from "./path-relation.ts";
import {
  holdsVariable,
  refuseVariable,
  refuseVariableKind,
  variablesBelow,
} from "./variable-places.ts";

/**
 * Takes the templates of a class that are Cluster API's own to v1beta2: references, and the
 * selectors and patches that are meant for them. Both go together, since a patch is applied to
 * templates of the very version it names.
 */
export function convertClassTemplates(draft: FieldDraft, rules: KindRules): void {
  const references = rules.fields
    .filter(({ how }) => how === "templateReference")
    .flatMap(({ to }) => to.flatMap((path) => expandPointer(draft.object, path)));
  const raised = references.filter(({ pointer, value }) =>
    raiseTemplate(draft, value, `${pointer}/apiVersion`),
  );
  const patches = listAt(draft.object, "/spec/patches");
  for (const [index, patch] of patches.entries()) {
    if (raised.length > 0 && isJsonObject(patch) && isJsonObject(ownValue(patch, "external"))) {
      const message = "the extension is given the templates of the class in v1beta2";
      note(draft, "CAPI_CONVERT_EXTENSION", message, `/spec/patches/${index}/external`);
    }
  }
  const kept = patches.flatMap((patch, index) => convertPatches(draft, patch, index));
  if (patches.length > 0) {
    draft.object = replaceAt(draft.object, "/spec/patches", kept) ?? draft.object;
  }
}

/** Whether it was one of Cluster API's own kinds in v1beta1. */
function raiseTemplate(draft: FieldDraft, value: JsonValue, pointer: string): boolean {
  const owner = pointer.slice(0, pointer.lastIndexOf("/"));
  const kind =
    isJsonObject(value) && !refuseVariableKind(draft, owner) ? objectKind(value) : undefined;
  if (kind?.version !== "v1beta1" || conversionRules(kind.group, kind.kind) === undefined) {
    return false;
  }
  raiseVersion(draft, pointer, kind.group);
  return true;
}

/** A patch with its definitions; none if nothing of it is left. */
function convertPatches(draft: FieldDraft, patch: JsonValue, index: number): readonly JsonValue[] {
  const definitions = isJsonObject(patch) ? ownValue(patch, "definitions") : undefined;
  if (holdsVariable(definitions)) {
    const at = `/spec/patches/${index}/definitions`;
    refuseVariable(draft, definitions, at, "patches of templates change");
  }
  if (!isJsonObject(patch) || definitions === undefined || !isJsonList(definitions)) {
    return [patch];
  }
  const kept = definitions.flatMap((definition, position) =>
    convertDefinition(draft, definition, `/spec/patches/${index}/definitions/${position}`),
  );
  return kept.length === 0 && definitions.length > 0 ? [] : [{ ...patch, definitions: kept }];
}

function convertDefinition(
  draft: FieldDraft,
  definition: JsonValue,
  pointer: string,
): readonly JsonValue[] {
  const selector = isJsonObject(definition) ? ownValue(definition, "selector") : undefined;
  const isOpen = refuseVariableKind(draft, `${pointer}/selector`);
  const target = isJsonObject(selector) && !isOpen ? objectKind(selector) : undefined;
  const rules = target === undefined ? undefined : conversionRules(target.group, target.kind);
  if (
    !isJsonObject(definition) ||
    !isJsonObject(selector) ||
    target?.version !== "v1beta1" ||
    rules === undefined
  ) {
    return [definition];
  }
  const before = ownText(selector, "apiVersion") ?? "";
  const apiVersion = `${target.group}/v1beta2`;
  const at = `${pointer}/selector/apiVersion`;
  draft.changes.push({ kind: "transformed", from: at, to: at, before, after: apiVersion });
  const patches = listAt(definition, "/jsonPatches");
  const converted = patches.flatMap((patch, index) =>
    convertOne(draft, patch, {
      pointer: `${pointer}/jsonPatches/${index}`,
      kind: target.kind,
      rules,
    }),
  );
  return converted.length === 0 && patches.length > 0
    ? []
    : [
        Object.fromEntries(
          Object.entries({ ...definition, selector: { ...selector, apiVersion } }).map(
            ([key, value]): [string, JsonValue] => [key, key === "jsonPatches" ? converted : value],
          ),
        ),
      ];
}

function convertOne(
  draft: FieldDraft,
  patch: JsonValue,
  place: { readonly pointer: string; readonly kind: string; readonly rules: KindRules },
): readonly JsonValue[] {
  if (!isJsonObject(patch)) {
    return [patch];
  }
  if (variablesBelow(patch).length > 0 && meetsRule(patch, place.rules)) {
    refuseVariable(draft, patch, place.pointer, "the patch is about a field that moves");
    return [patch];
  }
  const result = convertPatch(draft, patch, place);
  noteResult(draft, patch, result, place.pointer);
  return result;
}

/** Whether a patch is about a field that changes, or may be. */
function meetsRule(patch: JsonObject, { fields, drops }: KindRules): boolean {
  const path = ownText(patch, "path") ?? "";
  return (
    holdsVariable(path) ||
    [...fields, ...drops].some(({ from }) => relationOf(path, from) !== "apart")
  );
}

function noteResult(
  draft: FieldDraft,
  patch: JsonObject,
  result: readonly JsonObject[],
  from: string,
): void {
  if (result.length === 0) {
    draft.changes.push({ kind: "lost", from, before: patch });
  }
  for (const after of result) {
    if (after !== patch) {
      draft.changes.push({ kind: "transformed", from, before: patch, after });
    }
  }
}
