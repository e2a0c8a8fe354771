import { parsePointer } from "../json-pointer.ts";
import type { LayoutNode } from "./layout.ts";

/** Where the value at a pointer starts, or the nearest one around it. */
export function locateIn(root: LayoutNode, pointer: string): number {
  let node = root;
  for (const segment of parsePointer(pointer)) {
    if (node.kind !== "block" && node.kind !== "flow") {
      break;
    }
    const { isList, entries } = node;
    const entry = isList
      ? entries[Number(segment)]
      : entries.find(({ key }) => key?.name === segment);
    if (entry === undefined) {
      break;
    }
    node = entry.value;
  }
  return node.start;
}
