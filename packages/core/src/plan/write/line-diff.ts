import { slideBlocks } from "./slide-blocks.ts";

/** Lines of one text that take the place of lines of another; positions count from 0. */
export interface LineBlock {
  readonly start: number;
  readonly end: number;
  readonly newStart: number;
  readonly newEnd: number;
}

/** The lines of a text, each with its line feed; the last one may have none. */
export function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/gu) ?? [];
}

/**
 * What turns some lines into others: as few lines as can be told in time that grows with the text.
 * Where a block could stand in several places, it stands where a reader would cut.
 */
export function diffLines(before: readonly string[], after: readonly string[]): LineBlock[] {
  const matches: Match[] = [];
  match(
    { before, after },
    { start: 0, end: before.length, newStart: 0, newEnd: after.length },
    matches,
  );
  return slideBlocks(before, after, between(matches, before.length, after.length));
}

interface Texts {
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** A line that stays, by its positions. */
interface Match {
  readonly old: number;
  readonly new: number;
}

function between(matches: readonly Match[], oldEnd: number, newEnd: number): LineBlock[] {
  const blocks: LineBlock[] = [];
  let [start, newStart] = [0, 0];
  for (const next of [...matches, { old: oldEnd, new: newEnd }]) {
    if (next.old > start || next.new > newStart) {
      blocks.push({ start, end: next.old, newStart, newEnd: next.new });
    }
    [start, newStart] = [next.old + 1, next.new + 1];
  }
  return blocks;
}

/** Notes the lines of a block that stay, in their order. */
function match(texts: Texts, block: LineBlock, matches: Match[]): void {
  const { before, after } = texts;
  let { start, end, newStart, newEnd } = block;
  while (start < end && newStart < newEnd && before[start] === after[newStart]) {
    matches.push({ old: start, new: newStart });
    [start, newStart] = [start + 1, newStart + 1];
  }
  const tail: Match[] = [];
  while (start < end && newStart < newEnd && before[end - 1] === after[newEnd - 1]) {
    [end, newEnd] = [end - 1, newEnd - 1];
    tail.push({ old: end, new: newEnd });
  }
  if (start < end && newStart < newEnd) {
    const inner = { start, end, newStart, newEnd };
    const found = shortestWay(texts, inner);
    if (found === undefined) {
      matchAtAnchors(texts, inner, matches);
    } else {
      matches.push(...found);
    }
  }
  matches.push(...tail.toReversed());
}

/** More changed lines than this are not searched for the shortest way. */
const mostChanges = 1000;

/**
 * The lines that stay on the shortest way (Myers, 1986).
 *
 * @returns undefined where too many lines differ
 */
function shortestWay({ before, after }: Texts, block: LineBlock): readonly Match[] | undefined {
  const { start, end, newStart, newEnd } = block;
  const most = Math.min(mostChanges, end - start + newEnd - newStart);
  const center = most + 1;
  const reach = new Int32Array(2 * most + 3);
  const trace: Int32Array[] = [];
  for (let changes = 0; changes <= most; changes += 1) {
    trace.push(reach.slice(center - changes - 1, center + changes + 2));
    for (let diagonal = -changes; diagonal <= changes; diagonal += 2) {
      const down = reach[center + diagonal + 1] ?? 0;
      const right = (reach[center + diagonal - 1] ?? 0) + 1;
      const isDown = diagonal === -changes || (diagonal !== changes && right <= down);
      let old = isDown ? down : right;
      while (
        start + old < end &&
        newStart + old - diagonal < newEnd &&
        before[start + old] === after[newStart + old - diagonal]
      ) {
        old += 1;
      }
      reach[center + diagonal] = old;
      if (start + old >= end && newStart + old - diagonal >= newEnd) {
        return wayBack(trace, block);
      }
    }
  }
  return undefined;
}

/** Follows the noted reaches from the end of a block to its start. */
function wayBack(
  trace: readonly Int32Array[],
  { start, end, newStart, newEnd }: LineBlock,
): readonly Match[] {
  const matches: Match[] = [];
  let [old, added] = [end - start, newEnd - newStart];
  for (let changes = trace.length - 1; changes >= 0; changes -= 1) {
    const reach = trace[changes] ?? new Int32Array();
    const at = (diagonal: number): number => reach[diagonal + changes + 1] ?? 0;
    const diagonal = old - added;
    const isDown =
      diagonal === -changes || (diagonal !== changes && at(diagonal - 1) < at(diagonal + 1));
    const previous = isDown ? diagonal + 1 : diagonal - 1;
    const from = changes === 0 ? 0 : at(previous);
    const stop = changes === 0 ? 0 : isDown ? from : from + 1;
    while (old > stop) {
      [old, added] = [old - 1, added - 1];
      matches.push({ old: start + old, new: newStart + added });
    }
    [old, added] = [from, from - previous];
  }
  return matches.toReversed();
}

/** Lines that stand once in either text hold a block with many changes together. */
function matchAtAnchors(texts: Texts, block: LineBlock, matches: Match[]): void {
  const anchors = longestRising(anchorsOf(texts, block));
  let { start, newStart } = block;
  if (anchors.length === 0) {
    return;
  }
  for (const anchor of [...anchors, { old: block.end, new: block.newEnd }]) {
    match(texts, { start, end: anchor.old, newStart, newEnd: anchor.new }, matches);
    if (anchor.old < block.end) {
      matches.push(anchor);
    }
    [start, newStart] = [anchor.old + 1, anchor.new + 1];
  }
}

function anchorsOf({ before, after }: Texts, block: LineBlock): readonly Match[] {
  const places = onceIn(after, block.newStart, block.newEnd);
  return [...onceIn(before, block.start, block.end)].flatMap(([line, old]) => {
    const place = places.get(line);
    return place === undefined ? [] : [{ old, new: place }];
  });
}

function onceIn(lines: readonly string[], start: number, end: number): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  const repeated = new Set<string>();
  for (let index = start; index < end; index += 1) {
    const line = lines[index] ?? "";
    if (places.has(line)) {
      repeated.add(line);
    }
    places.set(line, index);
  }
  for (const line of repeated) {
    places.delete(line);
  }
  return places;
}

/** The longest part of the pairs, which are in the old order, that is in the new order too. */
function longestRising(pairs: readonly Match[]): readonly Match[] {
  const ends: Match[] = [];
  const before = new Map<Match, Match>();
  for (const pair of pairs) {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      [low, high] = (ends[middle]?.new ?? 0) < pair.new ? [middle + 1, high] : [low, middle];
    }
    const previous = ends[low - 1];
    if (previous !== undefined) {
      before.set(pair, previous);
    }
    ends[low] = pair;
  }
  const rising: Match[] = [];
  for (let pair = ends.at(-1); pair !== undefined; pair = before.get(pair)) {
    rising.push(pair);
  }
  return rising.toReversed();
}
