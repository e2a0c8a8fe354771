import { formatPointer, parsePointer } from "../json-pointer.ts";
import type { JsonValue } from "../json-value.ts";
import type { EntryPart } from "../source.ts";

/**
 * Where one value stands in its text. Kept beside the value, which is plain data; lists and maps
 * hold their children in the order of the text.
 */
export interface SourceNode {
  readonly start: number;
  /** Offset after the last character of the value. */
  readonly end: number;
  /** Keys of a map, in the order of {@link children}. */
  readonly keys?: readonly string[];
  readonly keyStarts?: readonly number[];
  readonly children?: readonly SourceNode[];
}

/** A value, and where each part of it stands. */
export interface LocatedValue {
  readonly value: JsonValue;
  readonly node: SourceNode;
}

/** The parts of a map that is being read. */
export interface MapParts {
  readonly keys: string[];
  readonly keyStarts: number[];
  readonly children: SourceNode[];
}

export function emptyMapParts(): MapParts {
  return { keys: [], keyStarts: [], children: [] };
}

export function addPart(parts: MapParts, key: string, keyStart: number, child: SourceNode): void {
  parts.keys.push(key);
  parts.keyStarts.push(keyStart);
  parts.children.push(child);
}

/** The node at a pointer, or the deepest one on the way, and the offset of what was asked for. */
export interface NodePlace {
  readonly node: SourceNode;
  readonly offset: number;
  /** False if the pointer leads nowhere. */
  readonly exact: boolean;
}

export function findNode(root: SourceNode, pointer: string, part: EntryPart): NodePlace {
  let node = root;
  let offset = root.start;
  for (const segment of parsePointer(pointer)) {
    const index = childIndex(node, segment);
    const child = node.children?.[index];
    if (child === undefined) {
      return { node, offset: node.start, exact: false };
    }
    offset = part === "key" ? (node.keyStarts?.[index] ?? child.start) : child.start;
    node = child;
  }
  return { node, offset, exact: true };
}

/** The pointer of the deepest value that an offset lies in or leads to. */
export function pointerAt(root: SourceNode, offset: number): string {
  const segments: (string | number)[] = [];
  let node: SourceNode | undefined = root;
  while (node?.children !== undefined && node.start < offset) {
    const index = firstEndingAfter(node.children, offset);
    const start = node.keyStarts?.[index] ?? offset;
    const child: SourceNode | undefined = node.children[index];
    if (child === undefined || start > offset) {
      break;
    }
    segments.push(node.keys?.[index] ?? index);
    node = child;
  }
  return formatPointer(segments);
}

function childIndex(node: SourceNode, segment: string): number {
  if (node.keys !== undefined) {
    return indexOfKey(node.keys, segment);
  }
  return /^(?:0|[1-9]\d{0,9})$/u.test(segment) ? Number(segment) : -1;
}

const keyIndexes = new WeakMap<readonly string[], ReadonlyMap<string, number>>();

/** A table for large maps, made at the first question and forgotten with the document. */
function indexOfKey(keys: readonly string[], key: string): number {
  if (keys.length < 32) {
    return keys.indexOf(key);
  }
  let table = keyIndexes.get(keys);
  if (table === undefined) {
    table = new Map(keys.map((name, index) => [name, index]));
    keyIndexes.set(keys, table);
  }
  return table.get(key) ?? -1;
}

function firstEndingAfter(nodes: readonly SourceNode[], offset: number): number {
  let low = 0;
  let high = nodes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((nodes[middle]?.end ?? 0) <= offset) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
