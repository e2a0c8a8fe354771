import { emitYaml } from "../emit/yaml.ts";
import { isSameJson } from "../json-fields.ts";
import type { JsonValue } from "../json-value.ts";
import { chooseDocument, fittingDocuments } from "./choose-document.ts";
import { checkCarriable, editDocument } from "./edit-document.ts";
import { EditFault } from "./edit-fault.ts";
import type { CopyDocumentEdit, InsertDocumentEdit, RemoveDocumentEdit, YamlEdit } from "./edit.ts";
import { type Layout, lineAfter, lineStart } from "./layout.ts";
import { layOutDocument, type OpenStream, resolveDocument } from "./open-stream.ts";
import type { StreamValues } from "./read-stream.ts";
import { applySplices, type Splice } from "./splices.ts";
import type { DocumentLines } from "./stream.ts";

/** Notes the documents that edits add to a stream or take out, whose fields are edited already. */
export function editDocuments(
  stream: OpenStream,
  edits: readonly YamlEdit[],
  before: StreamValues,
): void {
  for (const edit of edits) {
    if (edit.action === "insertDocument") {
      insertDocument(stream, edit, before);
    } else if (edit.action === "copyDocument") {
      copyDocument(stream, edit, before);
    } else if (edit.action === "removeDocument") {
      removeDocument(stream, edit, before);
    }
  }
}

function insertDocument(
  stream: OpenStream,
  { after, value }: InsertDocumentEdit,
  before: StreamValues,
): void {
  const last = stream.documents.length - 1;
  let position = last;
  try {
    position = after === undefined ? last : chooseDocument(before, after);
    checkCarriable(value, "");
    if (stream.documents[position] === undefined && position !== last) {
      throw new EditFault("EDIT_DOCUMENT", "", "the stream has no document at this position", {
        found: String(position),
        expected: `0 to ${last}`,
      });
    }
    addText(stream, position, value, before, () => emitYaml(value));
  } catch (error) {
    if (!(error instanceof EditFault)) {
      throw error;
    }
    stream.faults.push({ document: position, fault: error });
  }
}

function copyDocument(
  stream: OpenStream,
  { document: choice, edits }: CopyDocumentEdit,
  before: StreamValues,
): void {
  const document = resolveDocument(stream, choice, before);
  if (document === undefined) {
    return;
  }
  const opened = layOutDocument(stream, document, "");
  const value = before.get(document);
  if (opened === undefined || value === undefined) {
    return;
  }
  const { layout, lines } = opened;
  const outcome = editDocument(layout, value, edits, "yaml");
  if (!outcome.ok) {
    stream.faults.push(...outcome.faults.map((fault) => ({ document, fault })));
    return;
  }
  const { edited } = outcome;
  addText(stream, document, edited.value, before, () =>
    copyText(layout, lines, edited.splices, document === 0),
  );
}

/** The text of a document without its separators, changed. */
function copyText(
  { text, root }: Layout,
  lines: DocumentLines,
  splices: readonly Splice[],
  isFirst: boolean,
): string | undefined {
  const isBare = isFirst && !lines.hasMarker;
  const start = isBare ? behindFileComments(text, root.start) : lines.contentStart - lines.start;
  const rootEnd = lineAfter(text, root.end);
  const blank = /^[ \t]*(?:\n|$)/mu.exec(text.slice(rootEnd, lines.contentEnd - lines.start));
  const end = blank === null ? lines.contentEnd - lines.start : rootEnd + blank.index;
  const cuts = [
    { start: 0, end: start, text: "" },
    { start: end, end: text.length, text: "" },
  ];
  const inside = splices.filter((one) => one.start >= start && one.end <= end);
  return applySplices(text, [...inside, ...cuts]);
}

/** What a blank line keeps apart at the top of a file is about the file, not its first document. */
function behindFileComments(text: string, rootStart: number): number {
  const apart = text.lastIndexOf("\n\n", rootStart - 2);
  return apart === -1 ? 0 : apart + 2;
}

function removeDocument(
  stream: OpenStream,
  { document: choice }: RemoveDocumentEdit,
  before: StreamValues,
): void {
  if (typeof choice !== "number" && fittingDocuments(before, choice).length === 0) {
    return;
  }
  const document = resolveDocument(stream, choice, before);
  const opened = document === undefined ? undefined : layOutDocument(stream, document, "");
  if (document === undefined || opened === undefined) {
    return;
  }
  const { layout, lines } = opened;
  const kept = document === 0 ? aboveFirst(layout, lines) : 0;
  stream.values.delete(document);
  // A document without a marker is kept apart from the one before by the end of this one alone.
  const isApart = document === 0 || stream.documents[document + 1]?.hasMarker !== false;
  const text = isApart ? "" : "---\n";
  stream.splices.push({ start: lines.start + kept, end: lines.end, text });
}

/** The length of what is about the file, above its first document; directives are about that. */
function aboveFirst(
  { text, root }: Layout,
  { start, contentStart, hasMarker }: DocumentLines,
): number {
  if (!hasMarker) {
    return behindFileComments(text, root.start);
  }
  const content = contentStart - start;
  const marker = text.startsWith("---", content) ? content : lineStart(text, content - 1);
  return /^%/mu.test(text.slice(0, marker)) ? 0 : marker;
}

/** Puts a document behind another one, unless there is one that says the same. */
function addText(
  stream: OpenStream,
  after: number,
  value: JsonValue,
  before: StreamValues,
  write: () => string | undefined,
): void {
  const { text, documents, values, added } = stream;
  const present = [...values.values(), ...added.map((one) => one.value)];
  if (present.some((one) => isSameJson(one, value))) {
    return;
  }
  const body = write() ?? "";
  const at = documents[after]?.end ?? text.length;
  const isEmpty = after < 0 || !before.has(after);
  const isMarked = /^---(?:[ \t\n]|$)/u.test(body);
  const start = at > 0 && text[at - 1] !== "\n" ? "\n" : "";
  const next = at < text.length && !text.startsWith("---", at) ? "...\n" : "";
  const marker = isMarked || (isEmpty && !added.some((one) => one.after === after)) ? "" : "---\n";
  const end = body.endsWith("\n") ? "" : "\n";
  const isSecond = start !== "" && added.some((one) => one.after === after);
  stream.splices.push({
    start: at,
    end: at,
    text: `${isSecond ? "" : start}${marker}${body}${end}${next}`,
  });
  added.push({ after, value });
}
