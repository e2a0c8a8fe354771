import {
  type JsonObject,
  type JsonValue,
  ownValue,
  parsePointer,
  showValue,
} from "@imagewright/core";

import { ownText } from "../json/read-field.ts";
import type { FieldRule, KindRules } from "./conversion-rules.ts";
import { type FieldDraft, note } from "./field-draft.ts";
import { withIndexes } from "./move-fields.ts";
import { appendedArgument } from "./patch-argument.ts";
import { heldNames, type PatchText, patchTextOf } from "./patch-text.ts";
import { convertPatchValue } from "./patch-value.ts";
import { relationOf } from "./path-relation.ts";

/** A JSON patch of a class, and what it is meant for. */
export interface PatchPlace {
  readonly pointer: string;
  readonly kind: string;
  readonly rules: KindRules;
}

/**
 * A JSON patch for a template of v1beta1 as patches for one of v1beta2: none where the field is gone,
 * two where it has become two. What cannot be said is refused.
 */
export function convertPatch(
  draft: FieldDraft,
  patch: JsonObject,
  place: PatchPlace,
): readonly JsonObject[] {
  const path = ownText(patch, "path") ?? "";
  if (!path.startsWith("/")) {
    return [patch]; // Cluster API admits no such path.
  }
  const dropped = place.rules.drops.find(({ from }) =>
    ["same", "below"].includes(relationOf(path, from)),
  );
  if (dropped !== undefined) {
    const message = `the patch of ${path} is left out: ${dropped.because}`;
    note(draft, "CAPI_CONVERT_PATCH_LOST", message, `${place.pointer}/path`, path);
    return [];
  }
  const rule = place.rules.fields.find(({ from }) =>
    ["same", "below"].includes(relationOf(path, from)),
  );
  if (rule !== undefined) {
    return relationOf(path, rule.from) === "same"
      ? convertField(draft, patch, { ...place, path, rule })
      : convertBelow(draft, patch, { ...place, path, rule });
  }
  return convertAbove(draft, patch, { ...place, path });
}

interface PathPlace extends PatchPlace {
  readonly path: string;
}

interface RulePlace extends PathPlace {
  readonly rule: FieldRule;
}

/** A patch of a field that has a rule of its own. */
function convertField(
  draft: FieldDraft,
  patch: JsonObject,
  place: RulePlace,
): readonly JsonObject[] {
  const { rule, path, pointer } = place;
  const targets = rule.to.map((to) => withIndexes(to, path, rule.from));
  if (ownText(patch, "op") !== "remove" && ownValue(patch, "value") === undefined) {
    if (rule.how !== "move") {
      const form = rule.how === "arguments" ? "a list of name and value" : "a number of seconds";
      refuse(draft, `what the patch sets at ${path} has to be ${form} in v1beta2`, pointer);
      return [patch];
    }
    return targets.map((to) => withPath(draft, patch, to, place));
  }
  return convertLiteral(draft, patch, place);
}

/** A patch of something inside a field that has a rule of its own. */
function convertBelow(
  draft: FieldDraft,
  patch: JsonObject,
  place: RulePlace,
): readonly JsonObject[] {
  const { rule, path, pointer } = place;
  const depth = rule.from.split("/").length;
  const rest = path.split("/").slice(depth);
  const start = path.split("/").slice(0, depth).join("/");
  const targets = rule.to.map((to) => withIndexes(to, start, rule.from));
  if (rule.how === "move") {
    return targets.map((to) => withPath(draft, patch, [to, ...rest].join("/"), place));
  }
  const [name = ""] = parsePointer(`/${rest.join("/")}`);
  const appended =
    rule.how === "arguments" && rest.length === 1 ? appendedArgument(patch, name) : undefined;
  if (appended === undefined) {
    const form = rule.how === "arguments" ? "; items of a list have no names" : "";
    refuse(draft, `v1beta2 has no place for a patch of ${path}${form}`, pointer);
    return [patch];
  }
  const message = `argument ${showValue(name)} is appended to the list`;
  note(draft, "CAPI_CONVERT_PATCH_APPENDS", message, `${pointer}/path`, path);
  return targets.map((to) => ({ ...appended, path: `${to}/-` }));
}

/** A patch of something that holds fields with rules, or of none. */
function convertAbove(
  draft: FieldDraft,
  patch: JsonObject,
  place: PathPlace,
): readonly JsonObject[] {
  const { path, rules } = place;
  const inside = [...rules.fields, ...rules.drops].filter(
    ({ from }) => relationOf(path, from) === "above",
  );
  if (inside.length === 0) {
    return [patch];
  }
  if (ownText(patch, "op") === "remove" || ownValue(patch, "value") !== undefined) {
    return convertLiteral(draft, patch, place);
  }
  return convertText(draft, patch, { ...place, text: patchTextOf(patch) });
}

/** A patch whose value is written out. */
function convertLiteral(
  draft: FieldDraft,
  patch: JsonObject,
  place: PathPlace,
): readonly JsonObject[] {
  const isRemoval = ownText(patch, "op") === "remove";
  const value = isRemoval ? undefined : ownValue(patch, "value");
  const converted = convertPatchValue(draft, value, { ...place, isRemoval });
  if (converted === undefined) {
    return [patch];
  }
  return converted.map(({ path, value: after }) => ({
    ...withPath(draft, patch, path, place),
    ...(after !== undefined && { value: after }),
  }));
}

interface TextPlace extends PathPlace {
  readonly text: PatchText;
}

/** A patch whose value is made when it is applied. */
function convertText(
  draft: FieldDraft,
  patch: JsonObject,
  place: TextPlace,
): readonly JsonObject[] {
  const { text, path, pointer } = place;
  const held = heldNames(draft.object, text, place);
  if (held.names.length > 0) {
    const names = held.names.join(", ");
    refuse(
      draft,
      `what the patch sets at ${path} may hold ${names}, which v1beta2 has not`,
      pointer,
    );
    return [patch];
  }
  if (held.isOpen) {
    const message = `whether the text for ${path} holds a field that has moved is not known`;
    note(draft, "CAPI_CONVERT_PATCH_TEMPLATE", message, `${pointer}/valueFrom`);
  }
  const moved = convertPatchValue(draft, undefined, { ...place, isRemoval: false });
  const [target] = moved ?? [];
  return target === undefined ? [patch] : [withPath(draft, patch, target.path, place)];
}

function withPath(
  draft: FieldDraft,
  patch: JsonObject,
  to: string,
  { path, pointer }: PathPlace,
): JsonObject {
  if (to === path) {
    return patch;
  }
  const parent = to.slice(0, to.lastIndexOf("/"));
  if (ownText(patch, "op") !== "remove" && parent !== path.slice(0, path.lastIndexOf("/"))) {
    const message = `the template has to have ${parent}`;
    note(draft, "CAPI_CONVERT_PATCH_PARENT", message, `${pointer}/path`, path);
  }
  return Object.fromEntries(
    Object.entries(patch).map(([key, value]): [string, JsonValue] => [
      key,
      key === "path" ? to : value,
    ]),
  );
}

function refuse(draft: FieldDraft, message: string, pointer: string): void {
  note(draft, "CAPI_CONVERT_PATCH", message, pointer);
}
