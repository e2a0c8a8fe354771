import { isDeepStrictEqual } from "node:util";

import type { JsonValue } from "@imagewright/core";

/** Why two readings of one text differ, or undefined if they do not. */
export function differenceOf(reader: string, theirs: unknown, ours: JsonValue): string | undefined {
  const plain: unknown = JSON.parse(JSON.stringify(ours));
  return isDeepStrictEqual(theirs, plain)
    ? undefined
    : `${reader} reads ${shorten(theirs)}, we read ${shorten(plain)}`;
}

function shorten(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length <= 300 ? text : `${text.slice(0, 300)}…`;
}
