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
import { longForm } from "./cloudformation-tags.ts";
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
  tags: ReadonlyMap<string, string>,
): LocatedValue {
  return convert({ walk: { findings, limits, path: [] }, tags }, contents, 0);
}

/** The walk over a document, and the tags that stand for a map with one key. */
interface Conversion {
  readonly walk: Walk;
  readonly tags: ReadonlyMap<string, string>;
}

function convert(conversion: Conversion, node: YamlNode, end: number): LocatedValue {
  const { walk, tags } = conversion;
  const key = isAlias(node) || node?.tag === undefined ? undefined : tags.get(node.tag);
  if (key === undefined) {
    return convertPlain(conversion, node, end);
  }
  walk.path.push(key);
  const argument = convertPlain(conversion, node, end);
  walk.path.pop();
  return longForm(key, argument);
}

function convertPlain(conversion: Conversion, node: YamlNode, end: number): LocatedValue {
  const { walk } = conversion;
  if (isScalar(node)) {
    return { value: readScalar(walk, node), node: spanOf(node, end) };
  }
  if (isMap(node) || isSeq(node)) {
    return convertCollection(conversion, node, end);
  }
  // Aliases have been reported where they stand; a missing value is null.
  return { value: null, node: isAlias(node) ? spanOf(node, end) : { start: end, end } };
}

function convertCollection(
  conversion: Conversion,
  node: YAMLMap.Parsed | YAMLSeq.Parsed,
  end: number,
): LocatedValue {
  const { walk } = conversion;
  const span = spanOf(node, end);
  if (walk.path.length >= walk.limits.depth) {
    const message = `maps and lists lie more than ${walk.limits.depth} deep`;
    report(walk, { code: "READ_TOO_DEEP", offset: span.start, message });
    return { value: null, node: span };
  }
  const converted = isMap(node)
    ? convertMap(conversion, node.items, span)
    : convertList(conversion, node.items, span);
  if (node.tag !== undefined && !fitsTag(node.tag, converted.value)) {
    const message = "the tag does not fit the value";
    report(walk, { code: "READ_TAG", offset: span.start, message });
  }
  return converted;
}

function convertList(
  conversion: Conversion,
  items: readonly ParsedNode[],
  span: SourceNode,
): LocatedValue {
  const { walk } = conversion;
  const value: JsonValue[] = [];
  const children: SourceNode[] = [];
  for (const [index, item] of items.entries()) {
    walk.path.push(index);
    const converted = convert(conversion, item, span.end);
    walk.path.pop();
    value.push(converted.value);
    children.push(converted.node);
  }
  return { value, node: { ...span, children } };
}

function convertMap(
  conversion: Conversion,
  items: readonly Pair<ParsedNode, ParsedNode | null>[],
  span: SourceNode,
): LocatedValue {
  const { walk } = conversion;
  // Without a prototype no key is special, `__proto__` included.
  const value: { [key: string]: JsonValue } = Object.create(null);
  const keys: string[] = [];
  const keyStarts: number[] = [];
  const children: SourceNode[] = [];
  for (const pair of items) {
    const start = pair.key.range[0];
    const key = readMapKey(walk, pair.key, value);
    walk.path.push(key);
    const converted = convert(conversion, pair.value, pair.key.range[1]);
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
