import { type DraftEntry, type DraftNode, openNode, valueOf } from "./draft.ts";
import { flowField, flowText } from "./flow-text.ts";
import type { CollectionNode, LayoutEntry } from "./layout.ts";
import { assertRemovable, type Page, splice } from "./page.ts";
import { renameKey } from "./rename-key.ts";
import { flowStyleIn } from "./replace-in-flow.ts";

/** What stands around the entries of a map or list in brackets, commas left out. */
interface Gaps {
  /** Before each entry: from the line end before it, or from the comma on its line. */
  readonly leads: ReadonlyMap<LayoutEntry, string>;
  /** After each entry on its line: a comment, as a rule. */
  readonly trails: ReadonlyMap<LayoutEntry, string>;
  /** Before the closing bracket. */
  readonly tail: string;
  readonly hasLastComma: boolean;
  /** Before the first entry. */
  readonly first: string;
  /** Before a new entry. */
  readonly usual: string;
}

/** Notes what changes in a map or list in brackets that keeps some of its entries. */
export function renderFlow(
  page: Page,
  node: DraftNode,
  layout: CollectionNode,
  renderChild: (child: DraftNode, source: LayoutEntry) => void,
): void {
  const entries = openNode(node);
  const kept = new Set(entries.map(({ source }) => source));
  for (const [index, entry] of layout.entries.entries()) {
    if (!kept.has(entry)) {
      assertRemovable(page, entry, index);
    }
  }
  let previous: LayoutEntry | undefined;
  let added: DraftEntry[] = [];
  const positions = new Map(layout.entries.map((entry, index) => [entry, index]));
  const gaps =
    entries.length === layout.entries.length && !kept.has(undefined)
      ? undefined
      : gapsOf(page, layout);
  const settle = (next: LayoutEntry | undefined): void => {
    const from = previous === undefined ? -1 : (positions.get(previous) ?? 0);
    const to = next === undefined ? layout.entries.length : (positions.get(next) ?? 0);
    if (gaps !== undefined && (added.length > 0 || to - from > 1)) {
      fillGap(page, layout, gaps, previous, added, next);
    }
    added = [];
    previous = next;
  };
  for (const [index, entry] of entries.entries()) {
    const { source } = entry;
    if (source === undefined) {
      added.push(entry);
    } else {
      page.path.push(entry.name ?? index);
      settle(source);
      renameKey(page, entry, source);
      renderChild(entry.node, source);
      page.path.pop();
    }
  }
  settle(undefined);
}

/** Writes anew what stands between two entries that stay, new ones and commas included. */
function fillGap(
  page: Page,
  layout: CollectionNode,
  gaps: Gaps,
  previous: LayoutEntry | undefined,
  added: readonly DraftEntry[],
  next: LayoutEntry | undefined,
): void {
  const isLast = next === undefined;
  const endComma = isLast && !gaps.hasLastComma ? "" : ",";
  let text = "";
  if (previous !== undefined) {
    text += (added.length > 0 ? "," : endComma) + (gaps.trails.get(previous) ?? "");
  }
  for (const [index, { name, node }] of added.entries()) {
    const isFirst = previous === undefined && index === 0 && !gaps.first.includes("\n");
    const lead = isFirst ? gaps.first : gaps.usual;
    const indent = lead.slice(lead.lastIndexOf("\n") + 1);
    const style = flowStyleIn(page, layout);
    const value = valueOf(node);
    text += lead;
    text += layout.isList
      ? flowText(value, style, indent)
      : flowField(name ?? "", value, style, indent);
    text += index < added.length - 1 ? "," : endComma;
  }
  const end = isLast ? gaps.tail : leadOf(gaps, next, previous === undefined && added.length === 0);
  text += added.length === 0 ? behindComment(gaps, previous, layout, end) : end;
  const start = previous?.end ?? layout.start + 1;
  splice(page, start, next?.start ?? layout.end - 1, text);
}

/** A comment ends with its line: what follows it starts another one, where the last entry stood. */
function behindComment(
  { leads, trails }: Gaps,
  previous: LayoutEntry | undefined,
  { entries }: CollectionNode,
  end: string,
): string {
  const trail = previous === undefined ? undefined : trails.get(previous);
  const last = entries.at(-1);
  const lead = last === undefined ? "" : (leads.get(last) ?? "");
  return trail?.includes("#") !== true || end.includes("\n")
    ? end
    : `\n${lead.slice(lead.lastIndexOf("\n") + 1)}${end.trimStart()}`;
}

function leadOf({ leads, first, usual }: Gaps, entry: LayoutEntry, isFirst: boolean): string {
  const own = leads.get(entry);
  if (own?.includes("\n") === true) {
    return own;
  }
  return isFirst ? first : (own ?? usual);
}

function gapsOf({ layout: { text }, flow }: Page, { start, end, entries }: CollectionNode): Gaps {
  const first = text.slice(start + 1, entries[0]?.start ?? end - 1);
  const leads = new Map<LayoutEntry, string>();
  const trails = new Map<LayoutEntry, string>();
  let tail = "";
  let hasLastComma = false;
  let usual: string | undefined;
  for (const [index, entry] of entries.entries()) {
    const next = entries[index + 1];
    const gap = text.slice(entry.end, next?.start ?? end - 1);
    const comma = commaIn(gap);
    const lineFeed = gap.indexOf("\n");
    const { trail, lead } = splitGap(gap, comma, lineFeed);
    trails.set(entry, trail);
    if (next === undefined) {
      tail = lead;
      hasLastComma = comma !== -1;
    } else {
      leads.set(next, lead);
      usual = lineFeed === -1 ? lead : lead.slice(lead.lastIndexOf("\n"));
    }
  }
  const [only] = entries;
  if (only !== undefined && first.includes("\n")) {
    leads.set(only, first);
    usual ??= first.slice(first.lastIndexOf("\n"));
  }
  return { leads, trails, tail, hasLastComma, first, usual: usual ?? flow.comma };
}

/** What belongs to the entry before a gap, and to the one after it. */
function splitGap(
  gap: string,
  comma: number,
  lineFeed: number,
): { readonly trail: string; readonly lead: string } {
  if (lineFeed === -1) {
    return { trail: "", lead: gap.slice(comma + 1) };
  }
  const rest = without(gap, comma);
  const length = lineFeed - (comma !== -1 && comma < lineFeed ? 1 : 0);
  return { trail: rest.slice(0, length), lead: rest.slice(length) };
}

/** The comma behind blanks and comments, or -1. */
function commaIn(gap: string): number {
  const before = /^(?:[ \t\n]|#[^\n]*)*/u.exec(gap)?.[0].length ?? 0;
  return before === gap.length ? -1 : before;
}

function without(text: string, index: number): string {
  return index === -1 ? text : text.slice(0, index) + text.slice(index + 1);
}
