import { type Diagnostic, type Parsed, toParsed } from "../diagnostic.ts";
import { isSameJson } from "../json-fields.ts";
import { createLineIndex } from "../read/line-index.ts";
import { editDiagnostics } from "./edit-diagnostics.ts";
import { editDocument } from "./edit-document.ts";
import { editDocuments } from "./edit-documents.ts";
import type { EditFault } from "./edit-fault.ts";
import type { EditOptions, FieldEdit, InDocument, YamlEdit } from "./edit.ts";
import { unifyLineEnds } from "./line-ends.ts";
import { locateIn } from "./locate.ts";
import { layOutDocument, type OpenStream, resolveDocument, valuesOf } from "./open-stream.ts";
import { readStream, type StreamValues } from "./read-stream.ts";
import { applySplices } from "./splices.ts";
import { splitStream } from "./stream.ts";

/**
 * Changes single fields of YAML documents, and leaves every other sign of the text as it is:
 * comments, order, quotes, indentation, blank lines, line ends. A scalar keeps its quotes wherever
 * every reader takes the new one for the same value; new fields are written like those beside them.
 *
 * The edits are made in their order, each to what those before it have left; documents are counted
 * as they stand before any of them. The result is read back: it says exactly what the edits ask for,
 * or nothing is returned. Making the same `set` and `rename` edits again changes nothing, nor does
 * `insert`; a list item is taken out once only if the edit says `from`.
 *
 * Comment lines right above an entry that is taken out, at its column, go with it, unless another
 * entry follows without a blank or comment line between: they may be about that one as well. Of two
 * blank lines around it one is left.
 *
 * @returns the text, or everything that is wrong with it and with the edits: see
 *   {@link editDiagnostics}
 * @example
 * ```ts
 * const text = 'spec: # the workers\n  version: "v1.33.4"   # pinned\n  replicas: 3\n';
 * const set = { action: "set", document: 0, pointer: "/spec/version", value: "v1.34.1" } as const;
 * const edited = editYaml(text, [set], { file: "workers.yaml" });
 * edited.ok && edited.value;
 * // => 'spec: # the workers\n  version: "v1.34.1"   # pinned\n  replicas: 3\n'
 * const wrong = { ...set, pointer: "/spec/version/major" };
 * const refused = editYaml(text, [wrong], { file: "workers.yaml" });
 * refused.diagnostics.map(({ code, source }) => `${source?.line} ${code}`); // => ["2 EDIT_POINTER"]
 * ```
 */
export function editYaml(
  text: string,
  edits: readonly YamlEdit[],
  options: EditOptions,
): Parsed<string> {
  const read = readStream(text, options);
  if (!read.ok) {
    return read;
  }
  const mark = text.startsWith("\uFEFF") ? "\uFEFF" : "";
  const written = text.slice(mark.length);
  const unified = unifyLineEnds(written);
  const stream: OpenStream = {
    text: unified.text,
    documents: splitStream(unified.text),
    values: new Map(read.value),
    splices: [],
    added: [],
    layouts: new Map(),
    faults: [],
  };
  for (const [document, own] of byDocument(stream, edits, read.value)) {
    editFields(stream, document, own);
  }
  editDocuments(stream, edits, read.value);
  if (stream.faults.length > 0) {
    return toParsed("", describeFaults(stream, options.file));
  }
  const edited = applySplices(written, unified.restore(stream.splices));
  return edited === undefined || !says(mark + edited, stream, options)
    ? toParsed("", [describeUnsafe(stream, edits, options.file)])
    : toParsed(mark + edited);
}

/** The edits of fields, by the positions of the documents they belong to. */
function byDocument(
  stream: OpenStream,
  edits: readonly YamlEdit[],
  values: StreamValues,
): ReadonlyMap<number, readonly FieldEdit[]> {
  const groups = new Map<number, FieldEdit[]>();
  for (const edit of edits) {
    if (isFieldEdit(edit)) {
      const document = resolveDocument(stream, edit.document, values);
      if (document !== undefined) {
        const group = groups.get(document) ?? [];
        groups.set(document, group);
        group.push(edit);
      }
    }
  }
  return groups;
}

function isFieldEdit(edit: YamlEdit): edit is FieldEdit & InDocument {
  return "pointer" in edit;
}

function editFields(stream: OpenStream, document: number, edits: readonly FieldEdit[]): void {
  const opened = layOutDocument(stream, document, edits[0]?.pointer ?? "");
  if (opened === undefined) {
    return;
  }
  const { layout, value, lines } = opened;
  const outcome = editDocument(layout, value, edits, "yaml");
  if (!outcome.ok) {
    stream.faults.push(...outcome.faults.map((fault) => ({ document, fault })));
    return;
  }
  stream.values.set(document, outcome.edited.value);
  for (const { start, end, text } of outcome.edited.splices) {
    stream.splices.push({ start: start + lines.start, end: end + lines.start, text });
  }
}

/** Whether reading the text back gives what was asked for. */
function says(text: string, stream: OpenStream, options: EditOptions): boolean {
  const documents = stream.documents.length + stream.added.length;
  const limits = { ...options.limits, documents: Math.max(1000, documents + 1) };
  const read = readStream(text, { ...options, limits });
  const wanted = valuesOf(stream);
  if (!read.ok || read.value.size !== wanted.length) {
    return false;
  }
  return [...read.value.values()].every((value, index) => isSameJson(value, wanted[index]));
}

function describeFaults(stream: OpenStream, file: string): readonly Diagnostic[] {
  return stream.faults.map(({ document, fault }) => describe(stream, document, fault, file));
}

function describe(
  stream: OpenStream,
  document: number,
  { code, message, pointer, facts }: Pick<EditFault, "code" | "facts" | "message" | "pointer">,
  file: string,
): Diagnostic {
  const layout = stream.layouts.get(document);
  const base = stream.documents[document]?.start ?? stream.text.length;
  const offset = base + (layout === undefined ? 0 : locateIn(layout.root, pointer));
  const source = { file, ...createLineIndex(stream.text).position(offset) };
  return editDiagnostics.report(code, { message, pointer, source, ...facts });
}

function describeUnsafe(stream: OpenStream, edits: readonly YamlEdit[], file: string): Diagnostic {
  const [document = 0] = stream.layouts.keys();
  const pointer = edits.find(isFieldEdit)?.pointer ?? "";
  const message = "the edited text would not say exactly what the edits ask for";
  return describe(stream, document, { code: "EDIT_UNSAFE", message, pointer, facts: {} }, file);
}
