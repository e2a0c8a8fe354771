import { createLineIndex } from "../read/line-index.ts";
import type { Splice } from "./splices.ts";

/** A text whose lines end with LF alone, and the way back to the text it was made of. */
export interface UnifiedText {
  readonly text: string;
  /** The same pieces of the text as it was written; what is put in ends lines as it does. */
  restore(splices: readonly Splice[]): readonly Splice[];
}

/** Takes CR LF for LF: line by line, columns stay what they were. */
export function unifyLineEnds(written: string): UnifiedText {
  if (!written.includes("\r")) {
    return { text: written, restore: (splices) => splices };
  }
  const text = written.replaceAll("\r\n", "\n");
  const from = createLineIndex(text);
  const to = createLineIndex(written);
  const back = (offset: number): number => to.offset(from.position(offset));
  const firstEnd = written.indexOf("\n");
  const lineFeed = written[firstEnd - 1] === "\r" ? "\r\n" : "\n";
  return {
    text,
    restore: (splices) =>
      splices.map(({ start, end, text: put }) => ({
        start: back(start),
        end: back(end),
        text: put.replaceAll("\n", lineFeed),
      })),
  };
}
