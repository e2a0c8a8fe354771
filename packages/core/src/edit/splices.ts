/** A piece of a text, and what stands there instead. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * The text with every piece replaced. What is put in at one place stays in the order it was given.
 *
 * @returns undefined if pieces overlap
 */
export function applySplices(text: string, splices: readonly Splice[]): string | undefined {
  const sorted = splices
    .filter(({ start, end, text: put }) => text.slice(start, end) !== put)
    .toSorted((a, b) => a.start - b.start || rankOf(a) - rankOf(b));
  const parts: string[] = [];
  let done = 0;
  for (const { start, end, text: put } of sorted) {
    if (start < done) {
      return undefined;
    }
    parts.push(text.slice(done, start), put);
    done = end;
  }
  return parts.join("") + text.slice(done);
}

/** What only puts in goes before what takes out at the same place. */
function rankOf({ start, end }: Splice): number {
  return start === end ? 0 : 1;
}
