import type { SourceNode } from "../read/source-node.ts";
import type { Layout, LayoutEntry, LayoutNode } from "./layout.ts";

/** Where everything stands in a JSON text that was read. */
export function layOutJson(text: string, root: SourceNode): Layout {
  return { text, root: layOutNode(text, root), usedAnchors: new Set(), hasAnchors: false };
}

function layOutNode(text: string, node: SourceNode): LayoutNode {
  const { start, end, keys, children } = node;
  if (children === undefined) {
    return { kind: "scalar", style: text[start] === '"' ? "double" : "plain", start, end };
  }
  let entries: readonly LayoutEntry[] | undefined;
  return {
    kind: "flow",
    isList: keys === undefined,
    start,
    end,
    hasMerge: false,
    get entries() {
      entries ??= children.map((child, index) => layOutEntry(text, node, child, index));
      return entries;
    },
  };
}

function layOutEntry(
  text: string,
  { keys, keyStarts }: SourceNode,
  child: SourceNode,
  index: number,
): LayoutEntry {
  const value = layOutNode(text, child);
  const name = keys?.[index];
  const start = keyStarts?.[index];
  if (name === undefined || start === undefined) {
    return { start: child.start, end: child.end, head: child.start, hasColon: true, value };
  }
  const end = stringEnd(text, start);
  const key = { name, start, end, isSimple: true };
  return { start, end: child.end, head: text.indexOf(":", end) + 1, hasColon: true, key, value };
}

/** After the closing quote of the string that starts at an offset. */
function stringEnd(text: string, start: number): number {
  const form = /"(?:[^"\\]|\\.)*"/uy;
  form.lastIndex = start;
  return start + (form.exec(text)?.[0].length ?? 0);
}
