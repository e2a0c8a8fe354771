import { columnOf, isFirstOnLine, type LayoutEntry, type LayoutNode } from "./layout.ts";

/** How far a document indents what it holds. */
export interface WritingStyle {
  /** Columns from a key to the keys below it. */
  readonly map: number;
  /** Columns from a key to the dashes below it. */
  readonly list: number;
  /** Columns from a dash to what follows it. */
  readonly dash: number;
}

/** What the readers of this project's own files are used to. */
const usual: WritingStyle = { map: 2, list: 2, dash: 2 };

/**
 * The style of the entries beside a new one; where they do not show it, that of the document.
 *
 * @param siblings - the entries of the map or list that the new one goes into
 */
export function styleBeside(
  text: string,
  siblings: readonly LayoutEntry[],
  document: WritingStyle = usual,
): WritingStyle {
  const found: { -readonly [Name in keyof WritingStyle]?: number } = {};
  for (const entry of siblings.slice(0, mostNodes)) {
    noteStyle(text, entry, found);
    if (found.map !== undefined && found.list !== undefined && found.dash !== undefined) {
      break;
    }
  }
  return { ...document, ...found };
}

/** The style that the first maps and lists of a document show. */
export function styleOf(text: string, root: LayoutNode): WritingStyle {
  const found: { -readonly [Name in keyof WritingStyle]?: number } = {};
  const queue: LayoutNode[] = [root];
  for (let index = 0; index < Math.min(queue.length, mostNodes); index += 1) {
    const node = queue[index];
    if (node?.kind === "block") {
      for (const entry of node.entries.slice(0, mostNodes)) {
        noteStyle(text, entry, found);
        queue.push(entry.value);
      }
    }
  }
  return { ...usual, ...found };
}

/** A document that has shown no style by then has none. */
const mostNodes = 1000;

function noteStyle(
  text: string,
  { start, head, key, value }: LayoutEntry,
  found: { -readonly [Name in keyof WritingStyle]?: number },
): void {
  if (key === undefined) {
    if (value.kind !== "nothing" && !text.slice(head, value.start).includes("\n")) {
      found.dash ??= Math.max(2, (value.properties?.start ?? value.start) - start);
    }
  } else if (value.kind === "block" && isFirstOnLine(text, value.start)) {
    const step = columnOf(text, value.start) - columnOf(text, start);
    if (value.isList) {
      found.list ??= step;
    } else {
      found.map ??= step;
    }
  }
}
