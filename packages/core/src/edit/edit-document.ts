import { assertCarriable } from "../emit/carriable.ts";
import { isImagewrightError } from "../error.ts";
import { isJsonList, isJsonObject, type JsonValue } from "../json-value.ts";
import { applyEdit } from "./apply-edit.ts";
import { draftOf, valueOf } from "./draft.ts";
import { EditFault } from "./edit-fault.ts";
import type { FieldEdit } from "./edit.ts";
import { type FlowStyle, jsonFlowStyle, yamlFlowStyle } from "./flow-text.ts";
import type { Layout } from "./layout.ts";
import { renewComments } from "./mentions.ts";
import type { Page } from "./page.ts";
import { renderNode } from "./render-draft.ts";
import type { Splice } from "./splices.ts";
import { styleOf } from "./writing-style.ts";

/** A document whose edits were made. */
interface EditedDocument {
  readonly splices: readonly Splice[];
  /** What the document has to say now. */
  readonly value: JsonValue;
}

/** The outcome of editing one document: every edit that cannot be made is a fault. */
export type EditOutcome =
  | { readonly ok: true; readonly edited: EditedDocument }
  | { readonly ok: false; readonly faults: readonly EditFault[] };

/** Makes edits to one document, and says which pieces of its text change. */
export function editDocument(
  layout: Layout,
  value: JsonValue,
  edits: readonly FieldEdit[],
  syntax: "yaml" | "json",
): EditOutcome {
  const faults: EditFault[] = [];
  const draft = draftOf(value, layout.root);
  for (const edit of edits) {
    collect(faults, () => {
      checkValue(edit);
      applyEdit(draft, edit);
    });
  }
  const page = openPage(layout, syntax);
  if (faults.length === 0) {
    collect(faults, () => {
      renderNode(page, draft);
      renewComments(page);
    });
  }
  if (faults.length > 0) {
    return { ok: false, faults };
  }
  return { ok: true, edited: { splices: page.splices, value: valueOf(draft) } };
}

function openPage(layout: Layout, syntax: "yaml" | "json"): Page {
  const { text, root } = layout;
  const flow: FlowStyle = syntax === "json" ? jsonFlowStyle(text, root) : yamlFlowStyle();
  return {
    layout,
    splices: [],
    path: [],
    style: styleOf(text, root),
    flow,
    mentions: [],
    comments: new Map(),
  };
}

/** Refuses what readers would alter before anything is made of it. */
function checkValue(edit: FieldEdit): void {
  const value = edit.action === "rename" ? edit.name : edit.action === "remove" ? null : edit.value;
  checkCarriable(value, edit.pointer);
}

/** @throws {EditFault} for what YAML and JSON cannot carry */
export function checkCarriable(value: JsonValue, pointer: string): void {
  try {
    assertCarriable(value, { sink: "yaml", nulls: true });
  } catch (error) {
    if (!isImagewrightError(error, "VALUE_REFUSED")) {
      throw error;
    }
    const { pointer: inside, reason } = error.details;
    throw new EditFault("EDIT_VALUE", `${pointer}${inside}`, `the value is refused: ${reason}`);
  }
}

function collect(faults: EditFault[], attempt: () => void): void {
  try {
    attempt();
  } catch (error) {
    if (!(error instanceof EditFault)) {
      throw error;
    }
    faults.push(error);
  }
}

/** Whether a document has fields or items that an edit could name. */
export function hasFields(value: JsonValue | undefined): value is JsonValue {
  return value !== undefined && (isJsonList(value) || isJsonObject(value));
}
