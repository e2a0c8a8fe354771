import { formatPointer, isJsonObject, type JsonValue } from "@imagewright/core";

import { type FieldDraft, isBlank, note, originOf } from "./field-draft.ts";

/** Maps of v1beta1 that v1beta2 has not: they go once they are empty. */
export interface FormerMaps {
  readonly draft: FieldDraft;
  /** Their paths, with `*` for every index. */
  readonly paths: ReadonlySet<string>;
}

/** The maps above a field, below `spec`. */
export function mapsAbove(path: string): readonly string[] {
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
      former.draft.changes.push({ kind: "emptied", from: pointer, before: value });
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
    noteGone(former.draft, pointer, value);
    return undefined;
  }
  return Object.fromEntries(entries);
}

/** A map that was empty from the start is worth a line; one that has moved away is not. */
function noteGone(draft: FieldDraft, pointer: string, value: JsonValue): void {
  if (!draft.changes.some(({ from }) => from?.startsWith(`${pointer}/`) === true)) {
    draft.changes.push({ kind: "emptied", from: pointer, before: value });
  }
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
