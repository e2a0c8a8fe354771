import type { JsonValue } from "../json-value.ts";
import { flowScalar, type FlowStyle, flowText } from "./flow-text.ts";
import {
  type CollectionNode,
  isFirstOnLine,
  type LayoutEntry,
  type LayoutNode,
  lineStart,
} from "./layout.ts";
import { type Page, replacedFrom, splice } from "./page.ts";
import { isScalarValue } from "./scalar-text.ts";

/** Notes how the value of an entry in brackets becomes another one. */
export function replaceInFlow(
  page: Page,
  old: LayoutNode,
  value: JsonValue,
  parent: CollectionNode,
  entry: LayoutEntry,
): void {
  const { text } = page.layout;
  const from = replacedFrom(page, old, value);
  const style = flowStyleIn(page, parent);
  const keeps = old.kind === "scalar" && isScalarValue(value);
  const written = keeps
    ? flowScalar(value, style, old.style)
    : flowText(value, style, indentOf(text, entry.start));
  if (old.kind === "nothing") {
    splice(page, from, from, `${entry.hasColon ? "" : ":"} ${written}`);
  } else {
    splice(page, from, old.end, written);
  }
}

/** The style of what is written into brackets: as around it. */
export function flowStyleIn({ layout, flow }: Page, parent: CollectionNode): FlowStyle {
  const { text } = layout;
  if (flow.isJson) {
    const [first] = parent.entries;
    const isInline = first !== undefined && !isFirstOnLine(text, first.start);
    return isInline ? { ...flow, indent: undefined } : flow;
  }
  return parent.isList ? flow : { ...flow, padding: text[parent.start + 1] === " " ? " " : "" };
}

/** What the line of an offset is indented by. */
function indentOf(text: string, offset: number): string {
  const line = lineStart(text, offset);
  return /^[ \t]*/u.exec(text.slice(line, offset))?.[0] ?? "";
}
