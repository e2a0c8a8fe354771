import { writeField, writeItem } from "./block-lines.ts";
import { type DraftEntry, type DraftNode, openNode, valueOf } from "./draft.ts";
import {
  type CollectionNode,
  columnOf,
  isFirstOnLine,
  type LayoutEntry,
  lineAfter,
  lineStart,
} from "./layout.ts";
import { commentsAbove, linesOf } from "./own-comments.ts";
import { assertRemovable, lastLineEnd, type Page, splice, spliceLines } from "./page.ts";
import { renameKey } from "./rename-key.ts";
import { styleBeside } from "./writing-style.ts";

/** Notes what changes in an indented map or list that keeps some of its entries. */
export function renderBlock(
  page: Page,
  node: DraftNode,
  layout: CollectionNode,
  renderChild: (child: DraftNode, source: LayoutEntry) => void,
): void {
  const entries = openNode(node);
  removeEntries(page, layout, new Set(entries.map(({ source }) => source)));
  let previous: LayoutEntry | undefined;
  let added: DraftEntry[] = [];
  for (const [index, entry] of entries.entries()) {
    const { source } = entry;
    if (source === undefined) {
      added.push(entry);
    } else {
      page.path.push(entry.name ?? index);
      addEntries(page, layout, added, previous, source);
      added = [];
      renameKey(page, entry, source);
      renderChild(entry.node, source);
      page.path.pop();
      previous = source;
    }
  }
  addEntries(page, layout, added, previous, undefined);
}

function removeEntries(
  page: Page,
  { entries }: CollectionNode,
  kept: ReadonlySet<LayoutEntry | undefined>,
): void {
  const { text } = page.layout;
  for (let index = 0; index < entries.length; index += 1) {
    const entry = entries[index];
    if (entry === undefined || kept.has(entry)) {
      continue;
    }
    assertRemovable(page, entry, index);
    if (isFirstOnLine(text, entry.start)) {
      const { start, end } = linesOf(text, entry);
      splice(page, start, end, "");
    } else {
      const next = entries.findIndex((one, at) => at > index && kept.has(one));
      for (let at = index + 1; at < next; at += 1) {
        assertRemovable(page, entries[at] ?? entry, at);
      }
      removeFirst(page, entry, entries[next - 1] ?? entry, entries[next] ?? entry);
      index = next - 1;
    }
  }
}

/** Takes out entries that start behind a dash: what follows them moves there. */
function removeFirst(page: Page, first: LayoutEntry, last: LayoutEntry, next: LayoutEntry): void {
  const { text } = page.layout;
  const after = lineAfter(text, last.end);
  if (text.slice(after, next.start).trim() === "") {
    return splice(page, first.start, next.start, "");
  }
  let start = first.start;
  while (text[start - 1] === " ") {
    start -= 1;
  }
  splice(page, start, lastLineEnd(page, last.end), "");
}

/** Writes new entries behind the one that they follow, else before the one that follows them. */
function addEntries(
  page: Page,
  { isList, start, entries: siblings }: CollectionNode,
  added: readonly DraftEntry[],
  previous: LayoutEntry | undefined,
  next: LayoutEntry | undefined,
): void {
  if (added.length === 0) {
    return;
  }
  const { text } = page.layout;
  const column = columnOf(text, start);
  const style = styleBeside(text, siblings, page.style);
  const indent = " ".repeat(column);
  const lines = added.flatMap(({ name, node }) => {
    const value = valueOf(node);
    const [first = "", ...rest] = isList
      ? writeItem(value, column, style)
      : writeField(name ?? "", value, column, style);
    return [indent + first, ...rest];
  });
  if (previous !== undefined) {
    const at = lineAfter(text, previous.end);
    spliceLines(page, at, at, lines);
  } else if (next !== undefined && isFirstOnLine(text, next.start)) {
    const at = commentsAbove(text, lineStart(text, next.start), column);
    spliceLines(page, at, at, lines);
  } else if (next !== undefined) {
    splice(page, next.start, next.start, `${lines.join("\n").slice(column)}\n${indent}`);
  }
}
