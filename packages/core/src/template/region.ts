import type { RegionNode } from "./checked-template.ts";

/**
 * Whether a line of a region, apart from the last, would be taken for its end: the delimiter of a
 * here-document, or the fence of a code block.
 */
export function endsEarly(text: string, { delimiter, tabs }: RegionNode): boolean {
  const isFence = /^[`~]{3}/u.test(delimiter);
  let ends = 0;
  for (let at = text.indexOf(delimiter); at !== -1; at = text.indexOf(delimiter, at + 1)) {
    const from = text.lastIndexOf("\n", at) + 1;
    const to = text.indexOf("\n", at);
    const line = text.slice(from, to === -1 ? text.length : to);
    const before = text.slice(from, at);
    const isLine =
      tabs === true
        ? /^\t*$/u.test(before) && at + delimiter.length === from + line.length
        : line === delimiter;
    if (isFence ? before.trim() === "" : isLine) {
      ends += 1;
    }
  }
  return ends > 1;
}
