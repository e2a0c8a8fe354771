import { isJsonList, isJsonObject, type JsonValue } from "../json-value.ts";
import type { Mention } from "./edit.ts";
import type { CollectionNode, LayoutEntry, LayoutNode } from "./layout.ts";

/**
 * A value of a document while edits are made to it. What no edit has met stays closed: neither its
 * entries nor their layout are looked at.
 */
export interface DraftNode {
  /** What stands in the text, if anything does. */
  readonly layout?: LayoutNode;
  /** True if the value has nothing to do with what stands there. */
  isFresh: boolean;
  /** The value as it was before the node was opened. */
  value: JsonValue;
  /** Fields and items as they are now; undefined while the node is closed. */
  entries: DraftEntry[] | undefined;
  /** What comments beside it are to name instead. */
  mentions?: readonly Mention[];
  /** Fields by their names, once one was asked for. */
  names: Map<string, DraftEntry> | undefined;
}

/** A field or list item while edits are made. */
export interface DraftEntry {
  /** Undefined for list items, and for `<<`, which no pointer leads to. */
  name: string | undefined;
  readonly source?: LayoutEntry;
  readonly node: DraftNode;
}

/** A draft of a value, and of what stands for it in a text. */
export function draftOf(value: JsonValue, layout?: LayoutNode): DraftNode {
  const rest = layout === undefined ? {} : { layout };
  return {
    value,
    isFresh: layout === undefined,
    entries: undefined,
    names: undefined,
    ...rest,
  };
}

/** Gives the node a value that has nothing to do with what stands there. */
export function refill(node: DraftNode, value: JsonValue): void {
  node.isFresh = true;
  node.value = value;
  node.entries = undefined;
  node.names = undefined;
}

/** The value as it is now. */
export function valueOf(node: DraftNode): JsonValue {
  const { value, entries } = node;
  if (entries === undefined) {
    return value;
  }
  if (isJsonList(value)) {
    return entries.map((entry) => valueOf(entry.node));
  }
  const own = entries.flatMap(({ name, node: child }) =>
    name === undefined ? [] : [[name, valueOf(child)] as const],
  );
  return Object.fromEntries([...mergedFields(node), ...own]);
}

/** Whether a field comes from the map that a merge key pulls in. */
export function isMerged(node: DraftNode, name: string): boolean {
  return mergedFields(node).some(([merged]) => merged === name);
}

function mergedFields({ layout, isFresh, value }: DraftNode): readonly [string, JsonValue][] {
  if (isFresh || !hasEntries(layout) || !layout.hasMerge || !isJsonObject(value)) {
    return [];
  }
  const own = new Set(layout.entries.map(({ key }) => key?.name));
  return Object.entries(value).filter(([name]) => !own.has(name));
}

/** The entries of a map or list, opened where they were closed. */
export function openNode(node: DraftNode): DraftEntry[] {
  node.entries ??= entriesOf(node);
  return node.entries;
}

function entriesOf({ layout, isFresh, value }: DraftNode): DraftEntry[] {
  const sources = !isFresh && hasEntries(layout) ? layout.entries : undefined;
  if (isJsonList(value)) {
    return value.map((item, index) => entryOf(undefined, item, sources?.[index]));
  }
  if (!isJsonObject(value)) {
    return [];
  }
  if (sources === undefined) {
    return Object.entries(value).map(([name, item]) => entryOf(name, item));
  }
  return sources.map((source) => {
    const name = source.key?.name ?? "";
    return Object.hasOwn(value, name)
      ? entryOf(name, value[name] ?? null, source)
      : entryOf(undefined, null, source);
  });
}

function hasEntries(layout: LayoutNode | undefined): layout is CollectionNode {
  return layout?.kind === "block" || layout?.kind === "flow";
}

function entryOf(name: string | undefined, value: JsonValue, source?: LayoutEntry): DraftEntry {
  const node = draftOf(value, source?.value);
  return source === undefined ? { name, node } : { name, node, source };
}

/** The field of a map by its name. */
export function fieldOf(node: DraftNode, name: string): DraftEntry | undefined {
  const entries = openNode(node);
  node.names ??= new Map(
    entries.flatMap((entry) => (entry.name === undefined ? [] : [[entry.name, entry]])),
  );
  return node.names.get(name);
}

/** Adds a field behind the others. */
export function addField(node: DraftNode, name: string, value: JsonValue): DraftNode {
  const entry = entryOf(name, value);
  const entries = openNode(node);
  node.names?.set(name, entry);
  entries.push(entry);
  return entry.node;
}

/** Puts an item into a list. */
export function addItem(node: DraftNode, index: number, value: JsonValue): void {
  openNode(node).splice(index, 0, entryOf(undefined, value));
}

/** Takes a field or item out. */
export function dropEntry(node: DraftNode, entry: DraftEntry): void {
  const entries = openNode(node);
  entries.splice(entries.indexOf(entry), 1);
  if (entry.name !== undefined) {
    node.names?.delete(entry.name);
  }
}

/** Gives a field another name. */
export function renameField(node: DraftNode, entry: DraftEntry, name: string): void {
  entry.name = name;
  node.names = undefined;
}
