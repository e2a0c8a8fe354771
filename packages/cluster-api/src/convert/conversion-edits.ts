import {
  formatPointer,
  isJsonList,
  isJsonObject,
  isSameJson,
  type JsonObject,
  type JsonValue,
  ownValue,
  type Parsed,
  parsePointer,
  toParsed,
  valueAt,
} from "@imagewright/core";
import type { FieldEdit } from "@imagewright/core/edit";

import type { ConversionChange, ConversionOptions } from "./conversion.ts";
import { convertToV1Beta2 } from "./convert-to-v1beta2.ts";
import { rewrittenVariables } from "./rewritten-variables.ts";

/**
 * The conversion of an object to v1beta2 as edits of the text it stands in: a field that keeps its
 * map is renamed, one that keeps its value is not mentioned, so that comments and layout of all that
 * stays are kept. Edits are meant to be made in their order.
 *
 * @returns refused where {@link convertToV1Beta2} refuses, and where a variable of clusterctl would
 *   be written anew in a field that is no text: `CAPI_CONVERT_VARIABLE`; no edits for an object that
 *   is not converted
 * @example
 * ```ts
 * const edits = conversionEdits({
 *   apiVersion: "bootstrap.cluster.x-k8s.io/v1beta1",
 *   kind: "KubeadmConfig",
 *   metadata: { name: "workers" },
 *   spec: { joinConfiguration: { nodeRegistration: { kubeletExtraArgs: { v: "4" } } } },
 * });
 * edits.ok && edits.value;
 * // => [
 * //      { action: "set", pointer: "/apiVersion", value: "bootstrap.cluster.x-k8s.io/v1beta2" },
 * //      {
 * //        action: "set",
 * //        pointer: "/spec/joinConfiguration/nodeRegistration/kubeletExtraArgs",
 * //        value: [{ name: "v", value: "4" }],
 * //      },
 * //    ]
 * ```
 */
export function conversionEdits(
  object: JsonObject,
  options: ConversionOptions = {},
): Parsed<readonly FieldEdit[]> {
  const converted = convertToV1Beta2(object, options);
  if (!converted.ok) {
    return converted;
  }
  const { object: target, changes } = converted.value;
  const renames = renamesOf(object, target, changes);
  const renamed = renames.reduce(afterRename, object);
  const edits = [...renames, ...differences(renamed, target, "")];
  return toParsed(edits, [
    ...converted.diagnostics,
    ...rewrittenVariables(object, converted.value, edits),
  ]);
}

interface RenameEdit {
  readonly action: "rename";
  readonly pointer: string;
  readonly name: string;
}

/**
 * Fields that become others of the same map, as a whole or with a part of them: a new name for the
 * old field keeps its place, and the comments above it.
 */
function renamesOf(
  object: JsonObject,
  target: JsonObject,
  changes: readonly ConversionChange[],
): readonly RenameEdit[] {
  const renames: RenameEdit[] = [];
  const known: KnownRenames = { pointers: new Set(), above: new Set(), names: new Set() };
  for (const change of changes) {
    const rename = referenceRename(change) ?? fieldRename(change);
    if (rename !== undefined && isFree(object, target, rename) && isApart(rename, known)) {
      renames.push(rename);
      keepKnown(rename, known);
    }
  }
  return renames;
}

/** What renames are about: the fields, all that holds them, and their new names. */
interface KnownRenames {
  readonly pointers: Set<string>;
  readonly above: Set<string>;
  readonly names: Set<string>;
}

function keepKnown({ pointer, name }: RenameEdit, known: KnownRenames): void {
  known.pointers.add(pointer);
  known.names.add(`${parentOf(pointer)}${formatPointer([name])}`);
  for (let above = parentOf(pointer); above !== ""; above = parentOf(above)) {
    known.above.add(above);
  }
}

function parentOf(pointer: string): string {
  return pointer.slice(0, pointer.lastIndexOf("/"));
}

/** The group of a reference takes the place of its version. */
function referenceRename({ from, to, before, after }: ConversionChange): RenameEdit | undefined {
  return from !== undefined &&
    from === to &&
    isJsonObject(before) &&
    isJsonObject(after) &&
    Object.hasOwn(before, "apiVersion") &&
    Object.hasOwn(after, "apiGroup")
    ? { action: "rename", pointer: `${from}/apiVersion`, name: "apiGroup" }
    : undefined;
}

/** The name that the outermost field takes which is another one before and after. */
function fieldRename({ from = "", to = "" }: ConversionChange): RenameEdit | undefined {
  const [old, now] = [from.split("/"), to.split("/")];
  const shared = old.findIndex((segment, index) => segment !== now[index]);
  const [name] = parsePointer(`/${now[shared] ?? ""}`);
  return shared < 1 || shared >= now.length || name === undefined
    ? undefined
    : { action: "rename", pointer: old.slice(0, shared + 1).join("/"), name };
}

/** Whether the old field goes, and the new one is not there yet. */
function isFree(object: JsonObject, target: JsonObject, { pointer, name }: RenameEdit): boolean {
  const parent = parentOf(pointer);
  const to = `${parent}${formatPointer([name])}`;
  return (
    isJsonObject(valueAt(object, parent)) &&
    valueAt(object, pointer) !== undefined &&
    valueAt(object, to) === undefined &&
    valueAt(target, pointer) === undefined &&
    valueAt(target, to) !== undefined
  );
}

/** Whether no other rename is about one of the two fields, or about what holds them. */
function isApart({ pointer, name }: RenameEdit, { pointers, above, names }: KnownRenames): boolean {
  for (let at = pointer; at !== ""; at = parentOf(at)) {
    if (pointers.has(at)) {
      return false;
    }
  }
  return !above.has(pointer) && !names.has(`${parentOf(pointer)}${formatPointer([name])}`);
}

function afterRename(object: JsonObject, { pointer, name }: RenameEdit): JsonObject {
  return renamedBelow(object, parsePointer(pointer), name);
}

function renamedBelow(
  map: JsonObject,
  [first = "", ...rest]: readonly string[],
  name: string,
): JsonObject {
  const entries = Object.entries(map).map(([key, value]): [string, JsonValue] => {
    if (key !== first) {
      return [key, value];
    }
    return rest.length === 0 ? [name, value] : [key, renamedInside(value, rest, name)];
  });
  return Object.fromEntries(entries);
}

function renamedInside(value: JsonValue, path: readonly string[], name: string): JsonValue {
  const [first, ...rest] = path;
  if (isJsonList(value)) {
    return value.map((item, index) =>
      String(index) === first ? renamedInside(item, rest, name) : item,
    );
  }
  return isJsonObject(value) ? renamedBelow(value, path, name) : value;
}

/** What has to be set and removed for one value to become another: new fields before old ones go. */
function differences(before: JsonObject, after: JsonObject, at: string): readonly FieldEdit[] {
  const set = Object.entries(after).flatMap(([key, value]) =>
    difference(ownValue(before, key), value, `${at}${formatPointer([key])}`),
  );
  const removed = Object.keys(before)
    .filter((key) => !Object.hasOwn(after, key))
    .map((key): FieldEdit => ({ action: "remove", pointer: `${at}${formatPointer([key])}` }));
  return [...set, ...removed];
}

function difference(
  before: JsonValue | undefined,
  after: JsonValue,
  pointer: string,
): readonly FieldEdit[] {
  if (before === undefined || isSameJson(before, after)) {
    return before === undefined ? [{ action: "set", pointer, value: after }] : [];
  }
  if (isJsonObject(before) && isJsonObject(after)) {
    return differences(before, after, pointer);
  }
  if (isJsonList(before) && isJsonList(after) && before.length === after.length) {
    return after.flatMap((item, index) => difference(before[index], item, `${pointer}/${index}`));
  }
  return [{ action: "set", pointer, value: after }];
}
