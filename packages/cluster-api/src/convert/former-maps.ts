import { formatPointer, isJsonObject, type JsonValue } from "@imagewright/core";

import { type FieldDraft, isBlank, note, originOf } from "./field-draft.ts";

/** Maps of v1beta1 that v1beta2 has not: they go once they are empty. */
export interface FormerMaps {
  readonly draft: FieldDraft;
  /** Their paths, with `*` for every index. */
  readonly paths: ReadonlySet<string>;
  /** Everything that held a field of which a change speaks. */
  readonly left: Set<string>;
}

/** The maps that are looked for once all fields have moved. */
export function formerMaps(draft: FieldDraft, sources: readonly string[]): FormerMaps {
  const former = { draft, paths: new Set(sources.flatMap(mapsAbove)), left: new Set<string>() };
  for (const { from = "" } of draft.changes) {
    noteLeft(former, from);
  }
  return former;
}

function noteLeft({ left }: FormerMaps, from: string): void {
  let above = from.slice(0, from.lastIndexOf("/"));
  while (above !== "" && !left.has(above)) {
    left.add(above);
    above = above.slice(0, above.lastIndexOf("/"));
  }
}

/** The maps above a field, below `spec`. */
function mapsAbove(path: string): readonly string[] {
  const segments = path.split("/");
  return segments.slice(3).map((_, index) => segments.slice(0, index + 3).join("/"));
}

/** A map that v1beta2 has not: gone once it is empty, kept with what nobody knows. */
export function settleFormer(
  former: FormerMaps,
  value: JsonValue,
  { pointer, path }: { readonly pointer: string; readonly path: string },
): JsonValue | undefined {
  if (!isJsonObject(value)) {
    if (isBlank(value)) {
      noteEmptied(former, pointer, value);
      return undefined;
    }
    noteUnknown(former.draft, pointer, value);
    return value;
  }
  const entries = Object.entries(value).flatMap(([key, child]): [string, JsonValue][] => {
    const below = `${pointer}${formatPointer([key])}`;
    const inner = `${path}${formatPointer([key])}`;
    if (former.paths.has(inner)) {
      const settled = settleFormer(former, child, { pointer: below, path: inner });
      return settled === undefined ? [] : [[key, settled]];
    }
    if (!former.draft.refused.has(below)) {
      noteUnknown(former.draft, below, child);
    }
    return [[key, child]];
  });
  if (entries.length === 0) {
    noteGone(former, pointer, value);
    return undefined;
  }
  return Object.fromEntries(entries);
}

/** A map that was empty from the start is worth a line; one that has moved away is not. */
function noteGone(former: FormerMaps, pointer: string, value: JsonValue): void {
  if (!former.left.has(pointer)) {
    noteEmptied(former, pointer, value);
  }
}

function noteEmptied(former: FormerMaps, from: string, before: JsonValue): void {
  former.draft.changes.push({ kind: "emptied", from, before });
  noteLeft(former, from);
}

/** Reports a field that nobody knows. */
export function noteUnknown(
  draft: FieldDraft,
  pointer: string,
  value: JsonValue,
  near?: string,
): void {
  const at = originOf(draft, pointer);
  const meant = near === undefined ? "" : `; ${near} is one`;
  note(draft, "CAPI_CONVERT_UNKNOWN", `this is no field of v1beta2${meant}`, at, value);
}
