import { isSameJson } from "../json-fields.ts";
import { valueAt } from "../json-pointer.ts";
import { showValue } from "../show-value.ts";
import { EditFault } from "./edit-fault.ts";
import type { DocumentMatch } from "./edit.ts";
import type { StreamValues } from "./read-stream.ts";
import { isScalarValue } from "./scalar-text.ts";

/**
 * The position of the document that an edit is for.
 *
 * @throws {EditFault} if it is told by what stands in it, and not exactly one fits
 */
export function chooseDocument(values: StreamValues, choice: number | DocumentMatch): number {
  if (typeof choice === "number") {
    return choice;
  }
  const fitting = fittingDocuments(values, choice);
  const [first, second] = fitting;
  if (first === undefined || second !== undefined) {
    const message =
      first === undefined
        ? "no document of the stream fits"
        : "several documents of the stream fit";
    throw new EditFault("EDIT_DOCUMENT", "", message, {
      found: first === undefined ? "none" : `documents ${fitting.join(", ")}`,
      expected: showValue(choice),
    });
  }
  return first;
}

/** The positions of the documents that hold all of these values. */
export function fittingDocuments(values: StreamValues, choice: DocumentMatch): readonly number[] {
  const wanted = Object.entries(choice);
  if (wanted.every(([, one]) => isScalarValue(one) && !Number.isNaN(one))) {
    const pointers = wanted.map(([pointer]) => pointer);
    return indexOf(values, pointers).get(JSON.stringify(wanted.map(([, one]) => one))) ?? [];
  }
  return [...values]
    .filter(([, value]) =>
      wanted.every(([pointer, one]) => isSameJson(valueAt(value, pointer), one)),
    )
    .map(([index]) => index);
}

/** Positions of documents by the scalars that stand at some pointers. */
type DocumentIndex = ReadonlyMap<string, readonly number[]>;

/** Edits of a long stream ask for one document after the other by the same pointers. */
const indexes = new WeakMap<StreamValues, Map<string, DocumentIndex>>();

function indexOf(values: StreamValues, pointers: readonly string[]): DocumentIndex {
  const known = indexes.get(values) ?? new Map<string, DocumentIndex>();
  indexes.set(values, known);
  const key = JSON.stringify(pointers);
  const index = known.get(key) ?? createIndex(values, pointers);
  known.set(key, index);
  return index;
}

function createIndex(values: StreamValues, pointers: readonly string[]): DocumentIndex {
  const index = new Map<string, number[]>();
  for (const [document, value] of values) {
    const found = pointers.map((pointer) => valueAt(value, pointer));
    if (found.every((one) => one !== undefined && isScalarValue(one))) {
      const key = JSON.stringify(found);
      const same = index.get(key) ?? [];
      index.set(key, same);
      same.push(document);
    }
  }
  return index;
}
