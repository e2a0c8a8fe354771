import { createLineIndex } from "../read/line-index.ts";
import { unifyLineEnds } from "./line-ends.ts";
import { locateIn } from "./locate.ts";
import { layOutQuickly } from "./quick-layout.ts";
import { splitStream } from "./stream.ts";
import { layOutYaml } from "./yaml-layout.ts";

/** Line and column, from 1, of the value at a pointer of a document, or the nearest around it. */
export function locateField(
  text: string,
  document: number,
  pointer: string,
): { readonly line: number; readonly column: number } {
  const unified = unifyLineEnds(text.replace(/^\uFEFF/u, "")).text;
  const lines = splitStream(unified)[document];
  const own = lines === undefined ? "" : unified.slice(lines.start, lines.end);
  const layout = layOutQuickly(own) ?? layOutYaml(own);
  const offset = layout === undefined ? 0 : locateIn(layout.root, pointer);
  return createLineIndex(unified).position((lines?.start ?? 0) + offset);
}
