/** Turns offsets of a text into lines and columns, both from 1. Lines end with LF. */
export interface LineIndex {
  position(offset: number): { readonly line: number; readonly column: number };
}

/** Finds line starts at the first question, so that a clean text costs nothing. */
export function createLineIndex(text: string): LineIndex {
  let starts: readonly number[] | undefined;
  return {
    position(offset) {
      starts ??= lineStarts(text);
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((starts[middle] ?? 0) <= offset) {
          low = middle;
        } else {
          high = middle - 1;
        }
      }
      return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
    },
  };
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let end = text.indexOf("\n"); end !== -1; end = text.indexOf("\n", end + 1)) {
    starts.push(end + 1);
  }
  return starts;
}
