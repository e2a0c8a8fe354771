import type { JsonValue } from "../json-value.ts";
import { chooseDocument } from "./choose-document.ts";
import { hasFields } from "./edit-document.ts";
import { EditFault } from "./edit-fault.ts";
import type { DocumentMatch } from "./edit.ts";
import type { Layout } from "./layout.ts";
import { layOutQuickly } from "./quick-layout.ts";
import type { StreamValues } from "./read-stream.ts";
import type { Splice } from "./splices.ts";
import type { DocumentLines } from "./stream.ts";
import { layOutYaml } from "./yaml-layout.ts";

/** A stream while it is edited. */
export interface OpenStream {
  /** Its lines end with LF alone. */
  readonly text: string;
  readonly documents: readonly DocumentLines[];
  /** What each document has to say in the end. */
  readonly values: Map<number, JsonValue>;
  readonly splices: Splice[];
  readonly added: AddedDocument[];
  /** Of the documents that are edited. */
  readonly layouts: Map<number, Layout>;
  readonly faults: { readonly document: number; readonly fault: EditFault }[];
}

/** A document that is put behind another one. */
interface AddedDocument {
  readonly after: number;
  readonly value: JsonValue;
}

/** A document of a stream that holds fields or items. */
export interface OpenDocument {
  readonly layout: Layout;
  readonly value: JsonValue;
  readonly lines: DocumentLines;
}

/** The position of the document an edit is for; undefined, and a fault is noted, if there is none. */
export function resolveDocument(
  stream: OpenStream,
  choice: number | DocumentMatch,
  values: StreamValues,
): number | undefined {
  try {
    return chooseDocument(values, choice);
  } catch (error) {
    if (!(error instanceof EditFault)) {
      throw error;
    }
    stream.faults.push({ document: 0, fault: error });
    return undefined;
  }
}

/** Opens a document to change it; undefined, and a fault is noted, if there is none. */
export function layOutDocument(
  stream: OpenStream,
  document: number,
  pointer: string,
): OpenDocument | undefined {
  const lines = stream.documents[document];
  const value = stream.values.get(document);
  const layout = lines === undefined ? undefined : layoutOf(stream, document, lines);
  if (lines === undefined || layout === undefined || !hasFields(value)) {
    const count = stream.documents.length;
    const message =
      lines === undefined
        ? "the stream has no document at this position"
        : "the document holds neither fields nor items";
    const fault = new EditFault("EDIT_DOCUMENT", pointer, message, {
      found: String(document),
      expected: `0 to ${count - 1}`,
    });
    stream.faults.push({ document, fault });
    return undefined;
  }
  return { layout, value, lines };
}

function layoutOf(
  { text, layouts }: OpenStream,
  document: number,
  { start, end }: DocumentLines,
): Layout | undefined {
  const lines = text.slice(start, end);
  const layout = layouts.get(document) ?? layOutQuickly(lines) ?? layOutYaml(lines);
  if (layout !== undefined) {
    layouts.set(document, layout);
  }
  return layout;
}

/** What the documents with content say in the end, in their order. */
export function valuesOf({ documents, values, added }: OpenStream): readonly JsonValue[] {
  const behind = new Map<number, JsonValue[]>();
  for (const { after, value } of added) {
    const list = behind.get(after) ?? [];
    behind.set(after, list);
    list.push(value);
  }
  const all: JsonValue[] = [...(behind.get(-1) ?? [])];
  for (const index of documents.keys()) {
    const value = values.get(index);
    all.push(...(value === undefined ? [] : [value]), ...(behind.get(index) ?? []));
  }
  return all;
}
