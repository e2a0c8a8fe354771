import { isSameJson } from "../json-fields.ts";
import { isJsonList, isJsonObject, type JsonObject, type JsonValue } from "../json-value.ts";
import {
  addField,
  addItem,
  type DraftNode,
  dropEntry,
  fieldOf,
  openNode,
  refill,
  valueOf,
} from "./draft.ts";

/** Gives a node another value, and leaves alone whatever of the old one holds. */
export function reconcile(node: DraftNode, value: JsonValue): void {
  if (isSameJson(valueOf(node), value)) {
    return;
  }
  if (isJsonList(value) && isJsonList(node.value) && value.length > 0) {
    return reconcileList(node, value);
  }
  if (isJsonObject(value) && isJsonObject(node.value) && !hasMerge(node)) {
    return reconcileMap(node, value);
  }
  refill(node, value);
}

function hasMerge({ layout }: DraftNode): boolean {
  return (layout?.kind === "block" || layout?.kind === "flow") && layout.hasMerge;
}

function reconcileMap(node: DraftNode, value: JsonObject): void {
  const gone = openNode(node).filter(
    ({ name }) => name !== undefined && !Object.hasOwn(value, name),
  );
  for (const entry of gone) {
    dropEntry(node, entry);
  }
  for (const [name, item] of Object.entries(value)) {
    const entry = fieldOf(node, name);
    if (entry === undefined) {
      addField(node, name, item);
    } else {
      reconcile(entry.node, item);
    }
  }
}

/** Keeps what is alike at both ends; between them items are changed one by one. */
function reconcileList(node: DraftNode, value: readonly JsonValue[]): void {
  const entries = openNode(node);
  const holds = (index: number, item: JsonValue | undefined): boolean => {
    const entry = entries[index];
    return entry !== undefined && isSameJson(valueOf(entry.node), item);
  };
  const shorter = Math.min(entries.length, value.length);
  let head = 0;
  while (head < shorter && holds(head, value[head])) {
    head += 1;
  }
  let tail = 0;
  while (tail < shorter - head && holds(entries.length - 1 - tail, value.at(-1 - tail))) {
    tail += 1;
  }
  const old = entries.slice(head, entries.length - tail);
  const wanted = value.slice(head, value.length - tail);
  for (const [index, item] of wanted.entries()) {
    const entry = old[index];
    if (entry === undefined) {
      addItem(node, head + index, item);
    } else {
      reconcile(entry.node, item);
    }
  }
  for (const entry of old.slice(wanted.length)) {
    dropEntry(node, entry);
  }
}
