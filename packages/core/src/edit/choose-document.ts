import { isSameJson } from "../json-fields.ts";
import { valueAt } from "../json-pointer.ts";
import { showValue } from "../show-value.ts";
import { EditFault } from "./edit-fault.ts";
import type { DocumentMatch } from "./edit.ts";
import type { StreamValues } from "./read-stream.ts";

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
  return [...values]
    .filter(([, value]) =>
      wanted.every(([pointer, one]) => isSameJson(valueAt(value, pointer), one)),
    )
    .map(([index]) => index);
}
