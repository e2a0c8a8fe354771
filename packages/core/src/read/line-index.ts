/** A place in a text; both count from 1, columns in UTF-16 units. */
interface LinePosition {
  readonly line: number;
  readonly column: number;
}

/** Turns offsets of a text into lines and columns, and back. Lines end with LF. */
export interface LineIndex {
  position(offset: number): LinePosition;
  offset(position: LinePosition): number;
}

/** Finds line starts at the first question, so that a clean text costs nothing. */
export function createLineIndex(text: string): LineIndex {
  let starts: readonly number[] | undefined;
  return {
    position(offset) {
      starts ??= lineStarts(text);
      const index = lastAtMost(starts, offset);
      return { line: index + 1, column: offset - (starts[index] ?? 0) + 1 };
    },
    offset({ line, column }) {
      starts ??= lineStarts(text);
      return (starts[line - 1] ?? 0) + column - 1;
    },
  };
}

/** Index of the last of the ascending numbers, the first being 0, that is not above a value. */
function lastAtMost(numbers: readonly number[], value: number): number {
  let low = 0;
  let high = numbers.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((numbers[middle] ?? 0) <= value) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return low;
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let end = text.indexOf("\n"); end !== -1; end = text.indexOf("\n", end + 1)) {
    starts.push(end + 1);
  }
  return starts;
}
