import { readBlockYaml } from "../read/block-reader.ts";
import { type ReadLimits, resolveLimits } from "../read/read-limits.ts";
import type { SourceNode } from "../read/source-node.ts";
import {
  type BlockTextNode,
  columnOf,
  type Layout,
  type LayoutEntry,
  type LayoutKey,
  type LayoutNode,
  lineStart,
  type ScalarStyle,
} from "./layout.ts";

/**
 * Where everything stands in a document that the quick reader knows, looked up as it is asked for:
 * in a large document few of all nodes are.
 *
 * @returns undefined for a text that only the full parser reads
 */
export function layOutQuickly(text: string, limits?: Partial<ReadLimits>): Layout | undefined {
  const [document, second] = readBlockYaml(text, resolveLimits(limits), true) ?? [];
  return document === undefined || second !== undefined
    ? undefined
    : {
        text,
        root: layOutNode(text, document.node, document.node.start),
        usedAnchors: new Set(),
        hasAnchors: false,
      };
}

function layOutNode(text: string, node: SourceNode, head: number): LayoutNode {
  const { start, end, children } = node;
  if (children !== undefined) {
    return layOutCollection(text, node, children);
  }
  if (start === end) {
    return { kind: "nothing", start: head, end: head };
  }
  const sign = text[start];
  return sign === "|" || sign === ">"
    ? layOutBlockText(text, node)
    : { kind: "scalar", style: styleOf(sign), start, end };
}

function styleOf(sign: string | undefined): ScalarStyle {
  return sign === '"' ? "double" : sign === "'" ? "single" : "plain";
}

const header = /[|>][+-]?/uy;

function layOutBlockText(text: string, { start, end }: SourceNode): BlockTextNode {
  header.lastIndex = start;
  const headerEnd = start + (header.exec(text)?.[0].length ?? 0);
  const bodyStart = text.indexOf("\n", headerEnd) + 1;
  return { kind: "block-text", start, end, isFolded: text[start] === ">", headerEnd, bodyStart };
}

function layOutCollection(
  text: string,
  node: SourceNode,
  children: readonly SourceNode[],
): LayoutNode {
  const { start, end, keys } = node;
  const isList = keys === undefined;
  const kind = text[start] === "[" || text[start] === "{" ? "flow" : "block";
  const column = kind === "block" && isList ? columnOf(text, start) : undefined;
  let known: readonly LayoutEntry[] | undefined;
  const entries = (): readonly LayoutEntry[] => {
    known ??= children.map((child, index) =>
      isList ? layOutItem(text, child, column) : layOutField(text, node, child, index),
    );
    return known;
  };
  return {
    kind,
    isList,
    hasMerge: false,
    start,
    get end() {
      return kind === "flow" ? end : (entries().at(-1)?.end ?? end);
    },
    get entries() {
      return entries();
    },
  };
}

/** @param column - of the dashes; items in brackets have none */
function layOutItem(text: string, child: SourceNode, column: number | undefined): LayoutEntry {
  if (column === undefined) {
    const value = layOutNode(text, child, child.start);
    return { start: child.start, end: child.end, head: child.start, hasColon: true, value };
  }
  const start = dashBefore(text, child.start, column);
  return entryOf(start, start + 1, layOutNode(text, child, start + 1));
}

/** Between a dash and its item nothing but blank lines and comments can stand. */
function dashBefore(text: string, offset: number, column: number): number {
  let line = lineStart(text, offset);
  while (line > 0 && !isDashAt(text, line, line + column)) {
    line = lineStart(text, line - 1);
  }
  return line + column;
}

function isDashAt(text: string, line: number, at: number): boolean {
  return (
    text[at] === "-" &&
    (at + 1 === text.length || text[at + 1] === " " || text[at + 1] === "\n") &&
    !/^ *#/u.test(text.slice(line, at + 1))
  );
}

function layOutField(
  text: string,
  { keys, keyStarts }: SourceNode,
  child: SourceNode,
  index: number,
): LayoutEntry {
  const start = keyStarts?.[index] ?? child.start;
  const end = keyEnd(text, start);
  const key: LayoutKey = { name: keys?.[index] ?? "", start, end, isSimple: true };
  const head = text.indexOf(":", end) + 1;
  return entryOf(start, head, layOutNode(text, child, head), key);
}

const quoted = /"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'/suy;

/** Unquoted keys hold no colon as the quick reader knows them. */
function keyEnd(text: string, start: number): number {
  quoted.lastIndex = start;
  const key = quoted.exec(text)?.[0] ?? text.slice(start, text.indexOf(":", start)).trimEnd();
  return start + key.length;
}

function entryOf(start: number, head: number, value: LayoutNode, key?: LayoutKey): LayoutEntry {
  return {
    start,
    ...(key !== undefined && { key }),
    get end() {
      return Math.max(head, value.end);
    },
    head,
    hasColon: true,
    value,
  };
}
