import { type Diagnostic, type Parsed, toParsed } from "../diagnostic.ts";
import { isSameJson } from "../json-fields.ts";
import type { JsonValue } from "../json-value.ts";
import { createFindings } from "../read/findings.ts";
import { parseJsonText } from "../read/json-text.ts";
import { createLineIndex } from "../read/line-index.ts";
import { readJson } from "../read/read-json.ts";
import { resolveLimits } from "../read/read-limits.ts";
import { editDiagnostics } from "./edit-diagnostics.ts";
import { editDocument, hasFields } from "./edit-document.ts";
import { EditFault } from "./edit-fault.ts";
import type { EditOptions, FieldEdit } from "./edit.ts";
import { layOutJson } from "./json-layout.ts";
import type { Layout } from "./layout.ts";
import { unifyLineEnds } from "./line-ends.ts";
import { locateIn } from "./locate.ts";
import { applySplices } from "./splices.ts";

/**
 * Changes single fields of a JSON text, and leaves every other sign as it is: order, indentation,
 * spacing, line ends. New fields are written like those beside them.
 *
 * The edits are made in their order, each to what those before it have left. The result is read
 * back: it says exactly what the edits ask for, or nothing is returned.
 *
 * @returns the text, or everything that is wrong with it and with the edits: see
 *   {@link editDiagnostics}
 * @example
 * ```ts
 * const text = '{\n    "ami": "ami-1", "tags": ["a"]\n}';
 * const set = { action: "set", pointer: "/ami", value: "ami-2" } as const;
 * const insert = { action: "insert", pointer: "/tags", value: "b" } as const;
 * const edited = editJson(text, [set, insert], { file: "image.json" });
 * edited.ok && edited.value; // => '{\n    "ami": "ami-2", "tags": ["a", "b"]\n}'
 * ```
 */
export function editJson(
  text: string,
  edits: readonly FieldEdit[],
  options: EditOptions,
): Parsed<string> {
  const { file } = options;
  const read = readJson(text, options);
  if (!read.ok) {
    return read;
  }
  const value = read.value[0]?.value;
  const mark = text.startsWith("\uFEFF") ? "\uFEFF" : "";
  const written = text.slice(mark.length);
  const unified = unifyLineEnds(written);
  const layout = layOutText(unified.text, options);
  if (layout === undefined || !hasFields(value)) {
    const message = "the text holds neither fields nor items";
    const fault = new EditFault("EDIT_DOCUMENT", "", message);
    return edits.length === 0 ? toParsed(text) : toParsed("", [describe(fault, layout, file)]);
  }
  const outcome = editDocument(layout, value, edits, "json");
  if (!outcome.ok) {
    return toParsed(
      "",
      outcome.faults.map((fault) => describe(fault, layout, file)),
    );
  }
  const edited = applySplices(written, unified.restore(outcome.edited.splices));
  if (edited === undefined || !says(mark + edited, outcome.edited.value, options)) {
    const message = "the edited text would not say exactly what the edits ask for";
    const fault = new EditFault("EDIT_UNSAFE", edits[0]?.pointer ?? "", message);
    return toParsed("", [describe(fault, layout, file)]);
  }
  return toParsed(mark + edited);
}

function layOutText(text: string, options: EditOptions): Layout | undefined {
  const limits = resolveLimits(options.limits);
  const walk = { findings: createFindings(options, limits), limits, path: [], keepsPlaces: true };
  const located = text.trim() === "" ? undefined : parseJsonText(text, walk);
  return located === undefined ? undefined : layOutJson(text, located.node);
}

/** Whether reading the text back gives what was asked for. */
function says(text: string, value: JsonValue, options: EditOptions): boolean {
  const read = readJson(text, options);
  return read.ok && isSameJson(read.value[0]?.value, value);
}

function describe(
  { code, message, pointer, facts }: EditFault,
  layout: Layout | undefined,
  file: string,
): Diagnostic {
  const offset = layout === undefined ? 0 : locateIn(layout.root, pointer);
  const source = { file, ...createLineIndex(layout?.text ?? "").position(offset) };
  return editDiagnostics.report(code, { message, pointer, source, ...facts });
}
