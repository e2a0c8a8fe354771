import { fittingDocuments } from "../../edit/choose-document.ts";
import type { DocumentMatch } from "../../edit/edit.ts";
import { valueAt } from "../../json-pointer.ts";
import type { RawFile } from "./raw-file.ts";

const telling = ["/apiVersion", "/kind", "/metadata/namespace", "/metadata/name"];

/**
 * How edits name a document: by what it is, which still holds when others were added, or by its
 * position where another document is the same.
 *
 * @param edited - pointers of fields that change
 */
export function documentChoice(
  { values, isJson }: RawFile,
  document: number,
  edited: readonly string[] = [],
): number | DocumentMatch {
  const root = values.get(document);
  if (root === undefined || isJson) {
    return document;
  }
  const match = Object.fromEntries(
    telling.flatMap((pointer) => {
      const value = valueAt(root, pointer);
      return typeof value !== "string" || edited.includes(pointer) ? [] : [[pointer, value]];
    }),
  );
  return fittingDocuments(values, match).length === 1 ? match : document;
}
