import { CST, Parser } from "yaml";

import type {
  BlockTextNode,
  CollectionNode,
  Layout,
  LayoutEntry,
  LayoutKey,
  LayoutNode,
  Properties,
} from "./layout.ts";

interface Scan {
  readonly text: string;
  readonly aliases: Set<string>;
  hasAnchors: boolean;
}

/**
 * Where everything stands in the text of one document, which readers have accepted.
 *
 * @returns undefined if the text is not exactly one document
 */
export function layOutYaml(text: string): Layout | undefined {
  const documents = [...new Parser().parse(text)].filter(({ type }) => type === "document");
  const [document, second] = documents;
  if (document?.type !== "document" || second !== undefined) {
    return undefined;
  }
  const scan: Scan = { text, aliases: new Set(), hasAnchors: false };
  const root = layOutNode(scan, document.value, document.start, document.offset);
  return { text, root, usedAnchors: scan.aliases, hasAnchors: scan.hasAnchors };
}

function layOutNode(
  scan: Scan,
  token: CST.Token | null | undefined,
  before: readonly CST.SourceToken[],
  head: number,
): LayoutNode {
  const properties = readProperties(scan, before);
  const rest = properties === undefined ? {} : { properties };
  if (token === null || token === undefined) {
    const start = properties?.end ?? head;
    return { kind: "nothing", start, end: start, ...rest };
  }
  switch (token.type) {
    case "alias":
      scan.aliases.add(token.source.slice(1));
      return { kind: "alias", ...spanOf(token), ...rest };
    case "single-quoted-scalar":
      return { kind: "scalar", style: "single", ...spanOf(token), ...rest };
    case "double-quoted-scalar":
      return { kind: "scalar", style: "double", ...spanOf(token), ...rest };
    case "block-scalar":
      return { ...layOutBlockText(scan, token), ...rest };
    case "block-map":
      return { ...layOutBlock(scan, token.items, false, token.offset), ...rest };
    case "block-seq":
      return { ...layOutBlock(scan, token.items, true, token.offset), ...rest };
    case "flow-collection":
      return { ...layOutFlow(scan, token), ...rest };
    default:
      return { kind: "scalar", style: "plain", ...spanOf(token), ...rest };
  }
}

function spanOf({ offset, source }: { readonly offset: number; readonly source?: unknown }): {
  readonly start: number;
  readonly end: number;
} {
  const length = typeof source === "string" ? source.length : 0;
  return { start: offset, end: offset + length };
}

function readProperties(scan: Scan, tokens: readonly CST.SourceToken[]): Properties | undefined {
  const indicator = tokens.findLastIndex(
    ({ type }) => type === "map-value-ind" || type === "seq-item-ind" || type === "comma",
  );
  const own = tokens.slice(indicator + 1).filter(({ type }) => type === "anchor" || type === "tag");
  const [first] = own;
  const last = own.at(-1);
  if (first === undefined || last === undefined) {
    return undefined;
  }
  const anchor = own.find(({ type }) => type === "anchor")?.source.slice(1);
  const tag = own.find(({ type }) => type === "tag")?.source;
  scan.hasAnchors ||= anchor !== undefined;
  return {
    start: first.offset,
    end: last.offset + last.source.length,
    ...(anchor !== undefined && { anchor }),
    ...(tag !== undefined && { tag }),
  };
}

function layOutBlockText({ text }: Scan, token: CST.BlockScalar): BlockTextNode {
  const header = token.props.find(({ type }) => type === "block-scalar-header");
  const source = header !== undefined && "source" in header ? header.source : "|";
  const start = header?.offset ?? token.offset;
  const headerEnd = start + source.length;
  const bodyStart = Math.min(text.length, text.indexOf("\n", headerEnd) + 1 || text.length);
  const whole = bodyStart + token.source.length;
  const end = source.includes("+") ? whole : bodyStart + lengthOfText(token.source);
  const isFolded = source.startsWith(">");
  return { kind: "block-text", start, end, isFolded, headerEnd, bodyStart };
}

/** Without the blank lines at the end. */
function lengthOfText(source: string): number {
  let last = source.length;
  while (last > 0 && (source[last - 1] === " " || source[last - 1] === "\n")) {
    last -= 1;
  }
  const end = source.indexOf("\n", last);
  return last === 0 ? 0 : end === -1 ? source.length : end + 1;
}

function layOutBlock(
  scan: Scan,
  items: readonly CST.CollectionItem[],
  isList: boolean,
  offset: number,
): CollectionNode {
  const entries = items
    .filter(({ start, key, value, sep }) => isItem(isList, start, key ?? value ?? sep))
    .map((item) => (isList ? layOutItem(scan, item) : layOutField(scan, item)));
  const start = entries[0]?.start ?? offset;
  return { kind: "block", isList, start, end: entries.at(-1)?.end ?? start, ...fields(entries) };
}

/** The last item may hold nothing but the comments that follow the collection. */
function isItem(isList: boolean, start: readonly CST.SourceToken[], content: unknown): boolean {
  return (
    content !== undefined ||
    start.some(({ type }) => type === (isList ? "seq-item-ind" : "explicit-key-ind"))
  );
}

function fields(entries: readonly LayoutEntry[]): Pick<CollectionNode, "entries" | "hasMerge"> {
  return { entries, hasMerge: entries.some(({ key }) => key?.name === "<<" && key.isSimple) };
}

function layOutItem(scan: Scan, { start, value }: CST.CollectionItem): LayoutEntry {
  const dash = start.find(({ type }) => type === "seq-item-ind")?.offset ?? 0;
  const head = dash + 1;
  const node = layOutNode(scan, value, start, head);
  return { start: dash, end: Math.max(head, node.end), head, hasColon: true, value: node };
}

function layOutField(scan: Scan, item: CST.CollectionItem): LayoutEntry {
  const { start, key, sep = [], value } = item;
  const question = start.find(({ type }) => type === "explicit-key-ind");
  const colon = sep.find(({ type }) => type === "map-value-ind");
  const properties = readProperties(scan, start);
  const at = key?.offset ?? properties?.start ?? colon?.offset ?? question?.offset ?? 0;
  const name = layOutKey(key, at, question === undefined && properties === undefined);
  const head = colon === undefined ? name.end : colon.offset + 1;
  const node = layOutNode(scan, value, sep, head);
  const first = Math.min(question?.offset ?? at, properties?.start ?? at);
  const end = Math.max(head, node.end);
  return { start: first, end, head, hasColon: colon !== undefined, key: name, value: node };
}

function layOutKey(key: CST.Token | null | undefined, at: number, isBare: boolean): LayoutKey {
  const scalar = key === null || key === undefined || !CST.isScalar(key) ? undefined : key;
  const resolved = scalar === undefined ? undefined : CST.resolveAsScalar(scalar, false, ignore);
  const end = at + (scalar !== undefined && "source" in scalar ? scalar.source.length : 0);
  const isInline = scalar !== undefined && scalar.type !== "block-scalar";
  const isSimple = isBare && isInline && !scalar.source.includes("\n");
  return { name: resolved?.value ?? "", start: at, end, isSimple };
}

function ignore(): void {
  // The readers have judged the text before.
}

function layOutFlow(scan: Scan, token: CST.FlowCollection): CollectionNode {
  const isList = token.start.type === "flow-seq-start";
  const entries = token.items
    .filter(({ key, value, sep }) => (key ?? value ?? sep) !== undefined)
    .map((item) => (isList ? layOutFlowItem(scan, item) : layOutField(scan, item)));
  const close = token.end.find(({ type }) => type === "flow-map-end" || type === "flow-seq-end");
  const end = (close?.offset ?? token.offset) + 1;
  return { kind: "flow", isList, start: token.offset, end, ...fields(entries) };
}

function layOutFlowItem(scan: Scan, item: CST.CollectionItem): LayoutEntry {
  if (item.key !== undefined || item.sep !== undefined) {
    const { start, end } = layOutField(scan, item);
    const value: LayoutNode = { kind: "pair", start, end };
    return { start, end, head: start, hasColon: true, value };
  }
  const value = layOutNode(scan, item.value, item.start, 0);
  const start = value.properties?.start ?? value.start;
  return { start, end: value.end, head: start, hasColon: true, value };
}
