import { formatPointer } from "../json-pointer.ts";
import type { JsonValue } from "../json-value.ts";
import { fitsTag, longTag } from "../read/yaml-tags.ts";
import { EditFault } from "./edit-fault.ts";
import type { Mention } from "./edit.ts";
import type { FlowStyle } from "./flow-text.ts";
import { type Layout, type LayoutEntry, type LayoutNode, lineAfter } from "./layout.ts";
import type { NotedComment } from "./mentions.ts";
import type { Splice } from "./splices.ts";
import type { WritingStyle } from "./writing-style.ts";

/** The text of one document, and what is to be changed in it. */
export interface Page {
  readonly layout: Layout;
  readonly splices: Splice[];
  /** The way to the value at hand. */
  readonly path: (string | number)[];
  readonly style: WritingStyle;
  readonly flow: FlowStyle;
  /** What comments are to name instead, for the value at hand. */
  readonly mentions: Mention[];
  /** Comments that may name something else now, by where they start. */
  readonly comments: Map<number, NotedComment>;
}

/** Puts a text in the place of a piece. */
export function splice({ splices }: Page, start: number, end: number, text: string): void {
  splices.push({ start, end, text });
}

/** Puts whole lines in the place of whole lines, which may be none. */
export function spliceLines(
  page: Page,
  start: number,
  end: number,
  lines: readonly string[],
): void {
  const { text } = page.layout;
  const isOpen = end === text.length && !text.endsWith("\n") && text !== "";
  const joined = lines.join("\n");
  if (lines.length === 0 || !isOpen) {
    splice(page, start, end, lines.length === 0 ? "" : `${joined}\n`);
  } else {
    // The last line has no line feed: neither will the new last one.
    splice(page, start, end, start === end ? `\n${joined}` : joined);
  }
}

/** The end of the line that a node ends on, without its line feed. */
export function lastLineEnd({ layout: { text } }: Page, end: number): number {
  const after = lineAfter(text, end);
  return text[after - 1] === "\n" ? after - 1 : after;
}

export function fault(page: Page, code: "EDIT_FORM" | "EDIT_TAG", message: string): EditFault {
  return new EditFault(code, formatPointer(page.path), message);
}

/** Refuses to take away what an alias elsewhere stands for. */
export function assertUnshared(page: Page, node: LayoutNode): void {
  if (!page.layout.hasAnchors) {
    return;
  }
  assertOwnAnchorUnused(page, node);
  if (node.kind === "block" || node.kind === "flow") {
    for (const { value } of node.entries) {
      assertUnshared(page, value);
    }
  }
}

/** Refuses to take out an entry that holds what an alias elsewhere stands for. */
export function assertRemovable(page: Page, { key, value }: LayoutEntry, index: number): void {
  page.path.push(key?.name ?? index);
  assertUnshared(page, value);
  page.path.pop();
}

/** Refuses to change a value that has an anchor which an alias uses. */
export function assertOwnAnchorUnused({ layout, path }: Page, { properties }: LayoutNode): void {
  const anchor = properties?.anchor;
  if (anchor !== undefined && layout.usedAnchors.has(anchor)) {
    const message = "the value stands for other places as well";
    throw new EditFault("EDIT_SHARED", formatPointer(path), message, { found: `&${anchor}` });
  }
}

/** Where the old value starts, its tag included if that does not hold for the new one. */
export function replacedFrom(page: Page, node: LayoutNode, value: JsonValue): number {
  const { properties, start } = node;
  if (properties?.tag === undefined) {
    return start;
  }
  const tag = longTag(properties.tag);
  if (tag === undefined) {
    throw fault(page, "EDIT_TAG", "the value carries a tag");
  }
  if (fitsTag(tag, value) && (node.kind !== "scalar" || typeof value === "string")) {
    return start;
  }
  if (properties.anchor !== undefined) {
    throw fault(page, "EDIT_TAG", "the value carries a tag that the new one does not fit");
  }
  return properties.start;
}
