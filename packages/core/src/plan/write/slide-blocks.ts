import type { LineBlock } from "./line-diff.ts";

/**
 * Moves blocks that only add or only take out lines to the place where a reader would cut: at a
 * document marker, else at the line that is indented least, else as far down as can be.
 */
export function slideBlocks(
  before: readonly string[],
  after: readonly string[],
  blocks: readonly LineBlock[],
): LineBlock[] {
  return blocks.map((block, index) => {
    const { start, end, newStart, newEnd } = block;
    if (start !== end && newStart !== newEnd) {
      return block;
    }
    const previous = blocks[index - 1];
    const next = blocks[index + 1];
    const isAdded = start === end;
    const shift = bestShift({
      lines: isAdded ? after : before,
      start: isAdded ? newStart : start,
      end: isAdded ? newEnd : end,
      lowest: isAdded ? (previous?.newEnd ?? -1) + 1 : (previous?.end ?? -1) + 1,
      highest: isAdded
        ? (next?.newStart ?? after.length + 1) - 1
        : (next?.start ?? before.length + 1) - 1,
    });
    return {
      start: start + shift,
      end: end + shift,
      newStart: newStart + shift,
      newEnd: newEnd + shift,
    };
  });
}

/** Lines of a text, and how far they may move in it without touching their neighbours. */
interface Slide {
  readonly lines: readonly string[];
  readonly start: number;
  readonly end: number;
  readonly lowest: number;
  readonly highest: number;
}

function bestShift({ lines, start, end, lowest, highest }: Slide): number {
  let first = 0;
  while (start + first > lowest && lines[start + first - 1] === lines[end + first - 1]) {
    first -= 1;
  }
  let last = 0;
  while (end + last < highest && lines[start + last] === lines[end + last]) {
    last += 1;
  }
  let best = last;
  for (let shift = last - 1; shift >= first; shift -= 1) {
    if (weight(lines[start + shift]) < weight(lines[start + best])) {
      best = shift;
    }
  }
  return best;
}

/** How deep in a text a line stands; what it begins is more likely whole the less that is. */
function weight(line = ""): number {
  if (/^---(?:\s|$)/u.test(line)) {
    return -1;
  }
  const indent = line.search(/\S/u);
  return indent === -1 ? Number.POSITIVE_INFINITY : indent;
}
