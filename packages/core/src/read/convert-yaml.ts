import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Pair,
  type ParsedNode,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";

import type { JsonValue } from "../json-value.ts";
import type { Findings } from "./findings.ts";
import { readMapKey } from "./map-key.ts";
import type { ReadLimits } from "./read-limits.ts";
import { readScalar } from "./scalar-value.ts";
import type { LocatedValue, SourceNode } from "./source-node.ts";
import { report, type Walk } from "./walk.ts";
import { fitsTag } from "./yaml-tags.ts";

type YamlNode = ParsedNode | null;

/** Turns the nodes of one document into plain data, checking each on the way. */
export function convertYaml(
  contents: YamlNode,
  findings: Findings,
  limits: ReadLimits,
): LocatedValue {
  return convert({ findings, limits, path: [] }, contents, 0);
}

function convert(walk: Walk, node: YamlNode, end: number): LocatedValue {
  if (isScalar(node)) {
    return { value: readScalar(walk, node), node: spanOf(node, end) };
  }
  if (isMap(node) || isSeq(node)) {
    return convertCollection(walk, node, end);
  }
  // Aliases have been reported where they stand; a missing value is null.
  return { value: null, node: isAlias(node) ? spanOf(node, end) : { start: end, end } };
}

function convertCollection(
  walk: Walk,
  node: YAMLMap.Parsed | YAMLSeq.Parsed,
  end: number,
): LocatedValue {
  const span = spanOf(node, end);
  if (walk.path.length >= walk.limits.depth) {
    const message = `maps and lists lie more than ${walk.limits.depth} deep`;
    report(walk, { code: "READ_TOO_DEEP", offset: span.start, message });
    return { value: null, node: span };
  }
  const converted = isMap(node)
    ? convertMap(walk, node.items, span)
    : convertList(walk, node.items, span);
  if (node.tag !== undefined && !fitsTag(node.tag, converted.value)) {
    const message = "the tag does not fit the value";
    report(walk, { code: "READ_TAG", offset: span.start, message });
  }
  return converted;
}

function convertList(walk: Walk, items: readonly ParsedNode[], span: SourceNode): LocatedValue {
  const value: JsonValue[] = [];
  const children: SourceNode[] = [];
  for (const [index, item] of items.entries()) {
    walk.path.push(index);
    const converted = convert(walk, item, span.end);
    walk.path.pop();
    value.push(converted.value);
    children.push(converted.node);
  }
  return { value, node: { ...span, children } };
}

function convertMap(
  walk: Walk,
  items: readonly Pair<ParsedNode, ParsedNode | null>[],
  span: SourceNode,
): LocatedValue {
  // Without a prototype no key is special, `__proto__` included.
  const value: { [key: string]: JsonValue } = Object.create(null);
  const keys: string[] = [];
  const keyStarts: number[] = [];
  const children: SourceNode[] = [];
  for (const pair of items) {
    const start = pair.key.range[0];
    const key = readMapKey(walk, pair.key, value);
    walk.path.push(key);
    const converted = convert(walk, pair.value, pair.key.range[1]);
    walk.path.pop();
    value[key] = converted.value;
    keys.push(key);
    keyStarts.push(start);
    children.push(converted.node);
  }
  return { value, node: { ...span, keys, keyStarts, children } };
}

function spanOf(
  { range }: { readonly range?: readonly number[] | null },
  fallback: number,
): SourceNode {
  const start = range?.[0] ?? fallback;
  return { start, end: range?.[1] ?? start };
}
