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
  const fitting = [...values].filter(([, value]) =>
    Object.entries(choice).every(([pointer, wanted]) =>
      isSameJson(valueAt(value, pointer), wanted),
    ),
  );
  const [first, second] = fitting;
  if (first === undefined || second !== undefined) {
    const positions = fitting.map(([index]) => index).join(", ");
    const message =
      first === undefined
        ? "no document of the stream fits"
        : "several documents of the stream fit";
    throw new EditFault("EDIT_DOCUMENT", "", message, {
      found: first === undefined ? "none" : `documents ${positions}`,
      expected: showValue(choice),
    });
  }
  return first[0];
}
