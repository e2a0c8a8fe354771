import { jsonScalar } from "../emit/json.ts";
import { isJsonList, isJsonObject, type JsonValue } from "../json-value.ts";
import { type CollectionNode, type LayoutNode, lineStart } from "./layout.ts";
import type { ScalarStyle } from "./layout.ts";
import { isScalarValue, scalarText, type ScalarValue } from "./scalar-text.ts";

/** How a document writes maps and lists in brackets. */
export interface FlowStyle {
  readonly isJson: boolean;
  /** What stands behind a colon, and behind a comma on the same line. */
  readonly colon: string;
  readonly comma: string;
  /** What stands inside braces, before the first key and after the last value. */
  readonly padding: string;
  /** What each level is indented by; undefined where everything stands on one line. */
  readonly indent: string | undefined;
}

/** A value in brackets, or a scalar. */
export function flowText(value: JsonValue, style: FlowStyle, indent: string): string {
  if (isScalarValue(value)) {
    return flowScalar(value, style);
  }
  const inner = indent + (style.indent ?? "");
  const entries = isJsonList(value)
    ? value.map((item) => flowText(item, style, inner))
    : Object.entries(isJsonObject(value) ? value : {}).map(([name, item]) =>
        flowField(name, item, style, inner),
      );
  const [open, close] = isJsonList(value) ? ["[", "]"] : ["{", "}"];
  if (entries.length === 0) {
    return open + close;
  }
  if (style.indent !== undefined) {
    return `${open}\n${inner}${entries.join(`,\n${inner}`)}\n${indent}${close}`;
  }
  const padding = isJsonList(value) ? "" : style.padding;
  return open + padding + entries.join(`,${style.comma}`) + padding + close;
}

/** A field inside braces. */
export function flowField(
  name: string,
  value: JsonValue,
  style: FlowStyle,
  indent: string,
): string {
  return `${flowScalar(name, style)}:${style.colon}${flowText(value, style, indent)}`;
}

/** A scalar inside brackets, in the style of the one it replaces where that can be. */
export function flowScalar(value: ScalarValue, { isJson }: FlowStyle, style?: ScalarStyle): string {
  return isJson ? jsonScalar(value) : scalarText(value, style, true);
}

/** How the brackets of a YAML document look; each text in brackets stands on one line. */
export function yamlFlowStyle(padding = ""): FlowStyle {
  return { isJson: false, colon: " ", comma: " ", padding, indent: undefined };
}

/** How a JSON document looks, by the first maps and lists that show it. */
export function jsonFlowStyle(text: string, root: LayoutNode): FlowStyle {
  const found: { -readonly [Name in keyof FlowStyle]?: FlowStyle[Name] } = {};
  const queue: LayoutNode[] = [root];
  for (let index = 0; index < Math.min(queue.length, 1000); index += 1) {
    const node = queue[index];
    if (node?.kind === "flow") {
      noteFlowStyle(text, node, found);
      queue.push(...node.entries.slice(0, 1000).map(({ value }) => value));
    }
  }
  const { colon = " ", comma = colon, padding = "" } = found;
  return { isJson: true, colon, comma, padding, indent: found.indent };
}

function noteFlowStyle(
  text: string,
  { isList: ofItems, start, entries }: CollectionNode,
  found: { -readonly [Name in keyof FlowStyle]?: FlowStyle[Name] },
): void {
  const [first, second] = entries;
  if (first === undefined) {
    return;
  }
  const lead = text.slice(start + 1, first.start);
  if (lead.includes("\n")) {
    const outer = /^[ \t]*/u.exec(text.slice(lineStart(text, start)))?.[0] ?? "";
    const inner = lead.slice(lead.lastIndexOf("\n") + 1);
    // A level that is not indented shows nothing of the others.
    found.indent ??= inner.startsWith(outer) ? inner.slice(outer.length) || undefined : undefined;
  } else if (!ofItems) {
    found.padding ??= lead;
  }
  const gap = text.slice(first.head, first.value.start);
  if (!ofItems && !gap.includes("\n")) {
    found.colon ??= gap;
  }
  const between = second === undefined ? "\n" : text.slice(first.end, second.start);
  if (/^,[ \t]*$/u.test(between)) {
    found.comma ??= between.slice(1);
  }
}
