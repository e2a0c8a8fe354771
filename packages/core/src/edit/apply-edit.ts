import { isSameJson } from "../json-fields.ts";
import { parsePointer } from "../json-pointer.ts";
import { isJsonList, isJsonObject, type JsonValue } from "../json-value.ts";
import { deepest } from "../read/read-limits.ts";
import { showValue } from "../show-value.ts";
import {
  addField,
  addItem,
  type DraftEntry,
  type DraftNode,
  dropEntry,
  fieldOf,
  isMerged,
  openNode,
  refill,
  renameField,
  valueOf,
} from "./draft.ts";
import { EditFault } from "./edit-fault.ts";
import type { FieldEdit, InsertEdit, RemoveEdit, RenameEdit, SetEdit } from "./edit.ts";
import { reconcile } from "./reconcile.ts";

/**
 * Makes one edit to the draft of a document.
 *
 * @throws {EditFault} if the edit cannot be made
 */
export function applyEdit(root: DraftNode, edit: FieldEdit): void {
  if (edit.pointer !== "" && !edit.pointer.startsWith("/")) {
    throw new EditFault("EDIT_POINTER", "", "the text is no JSON Pointer", {
      found: showValue(edit.pointer),
      expected: "a slash at its start",
    });
  }
  const steps = parsePointer(edit.pointer).length;
  if (steps > deepest) {
    throw new EditFault("EDIT_POINTER", "", "the pointer leads deeper than any text is read", {
      found: `${steps} steps`,
      expected: `at most ${deepest}`,
    });
  }
  switch (edit.action) {
    case "set":
      return applySet(root, edit);
    case "remove":
      return applyRemove(root, edit);
    case "insert":
      return applyInsert(root, edit);
    case "rename":
      return applyRename(root, edit);
  }
}

function applySet(root: DraftNode, { pointer, value, from, isNew, mentions }: SetEdit): void {
  const { parents, last } = wayOf(pointer);
  const found = findNode(root, parsePointer(pointer), pointer);
  const current = found === undefined ? undefined : valueOf(found);
  if (isSameJson(current, value)) {
    return;
  }
  if (isNew === true ? current !== undefined : from !== undefined && !isSameJson(current, from)) {
    throw stale(pointer, current, isNew === true ? undefined : from);
  }
  if (found !== undefined) {
    found.mentions = [...(found.mentions ?? []), ...(mentions ?? [])];
    return reconcile(found, value);
  }
  const parent = makeWay(root, parents, pointer);
  refillNothing(parent, {});
  if (!isJsonObject(parent.value)) {
    throw nowhere(pointer);
  }
  addField(parent, last, value);
}

function applyRemove(root: DraftNode, { pointer, from }: RemoveEdit): void {
  const { parents, last } = wayOf(pointer);
  const parent = findNode(root, parents, pointer);
  if (parent === undefined || parent.value === null) {
    return;
  }
  const entry = entryAt(parent, last);
  const current = entry === undefined ? undefined : valueOf(entry.node);
  if (from !== undefined && isGone(parent, current, from)) {
    return;
  }
  if (from !== undefined && !isSameJson(current, from)) {
    throw stale(pointer, current, from);
  }
  if (entry === undefined && (!isJsonObject(parent.value) || isMerged(parent, last))) {
    throw isJsonObject(parent.value) ? merged(pointer) : nowhere(pointer);
  }
  if (entry !== undefined) {
    dropEntry(parent, entry);
  }
}

/** Whether what is to be taken out is there no more. */
function isGone(parent: DraftNode, current: JsonValue | undefined, from: JsonValue): boolean {
  return isJsonList(parent.value)
    ? !openNode(parent).some(({ node }) => isSameJson(valueOf(node), from))
    : current === undefined;
}

function applyInsert(root: DraftNode, { pointer, index, value }: InsertEdit): void {
  const list = makeWay(root, parsePointer(pointer), pointer, []);
  refillNothing(list, []);
  if (!isJsonList(list.value)) {
    throw nowhere(pointer, "a list");
  }
  const entries = openNode(list);
  if (entries.some(({ node }) => isSameJson(valueOf(node), value))) {
    return;
  }
  const at = index ?? entries.length;
  if (!Number.isInteger(at) || at < 0 || at > entries.length) {
    throw new EditFault("EDIT_POINTER", pointer, "the list has no such position", {
      found: String(at),
      expected: `0 to ${entries.length}`,
    });
  }
  addItem(list, at, value);
}

function applyRename(root: DraftNode, { pointer, name }: RenameEdit): void {
  const { parents, last } = wayOf(pointer);
  const parent = findNode(root, parents, pointer);
  if (parent === undefined || !isJsonObject(parent.value)) {
    throw nowhere(pointer, "a field of a map");
  }
  const entry = fieldOf(parent, last);
  const other = fieldOf(parent, name);
  if (last === name || (entry === undefined && other !== undefined)) {
    return;
  }
  if (entry === undefined) {
    throw nowhere(pointer, "a field that is there");
  }
  if (other !== undefined || isMerged(parent, name)) {
    const message = "the map has a field of the new name already";
    throw new EditFault("EDIT_NAME_TAKEN", pointer, message, { found: showValue(name) });
  }
  renameField(parent, entry, name);
}

function wayOf(pointer: string): { readonly parents: readonly string[]; readonly last: string } {
  const segments = parsePointer(pointer);
  const last = segments.pop();
  if (last === undefined) {
    const message = "the pointer names the whole document";
    throw new EditFault("EDIT_POINTER", pointer, message, { expected: "a field or list item" });
  }
  return { parents: segments, last };
}

/** The node at the end of a way, or undefined where a field on it is missing. */
function findNode(
  root: DraftNode,
  segments: readonly string[],
  pointer: string,
): DraftNode | undefined {
  let node = root;
  for (const segment of segments) {
    const entry = entryAt(node, segment);
    if (entry === undefined) {
      if (!isJsonObject(node.value) && node.value !== null) {
        throw nowhere(pointer);
      }
      return undefined;
    }
    node = entry.node;
  }
  return node;
}

function entryAt(node: DraftNode, segment: string): DraftEntry | undefined {
  if (isJsonList(node.value)) {
    return /^(?:0|[1-9]\d{0,9})$/u.test(segment) ? openNode(node)[Number(segment)] : undefined;
  }
  return isJsonObject(node.value) ? fieldOf(node, segment) : undefined;
}

/** The node at the end of a way; maps that are missing are made, and at its end what is given. */
function makeWay(
  root: DraftNode,
  segments: readonly string[],
  pointer: string,
  end: JsonValue = {},
): DraftNode {
  let node = root;
  for (const [index, segment] of segments.entries()) {
    refillNothing(node, {});
    const entry = entryAt(node, segment);
    if (entry === undefined && !isJsonObject(node.value)) {
      throw nowhere(pointer);
    }
    if (entry === undefined && isMerged(node, segment)) {
      throw merged(pointer);
    }
    node = entry?.node ?? addField(node, segment, index === segments.length - 1 ? end : {});
  }
  return node;
}

/** A key without a value holds no fields: it gets them as if it were missing. */
function refillNothing(node: DraftNode, value: JsonValue): void {
  if (node.value === null) {
    refill(node, value);
  }
}

function nowhere(pointer: string, expected = "a field of a map, or an item of a list"): EditFault {
  return new EditFault("EDIT_POINTER", pointer, "the pointer leads nowhere", { expected });
}

function merged(pointer: string): EditFault {
  const message = "the field comes from a map that is merged in";
  return new EditFault("EDIT_SHARED", pointer, message, { found: "<<" });
}

function stale(
  pointer: string,
  current: JsonValue | undefined,
  from: JsonValue | undefined,
): EditFault {
  return new EditFault("EDIT_STALE", pointer, "another value stands here than was expected", {
    found: show(current),
    expected: show(from),
  });
}

function show(value: JsonValue | undefined): string {
  return value === undefined ? "nothing" : showValue(value);
}
