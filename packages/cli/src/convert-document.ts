import {
  type Conversion,
  type ConversionChange,
  conversionEdits,
  type ConversionOptions,
  convertToV1Beta2,
} from "@imagewright/cluster-api/convert";
import {
  type Diagnostic,
  type JsonObject,
  objectKind,
  type SourceDocument,
  textAt,
} from "@imagewright/core";
import type { FieldEdit } from "@imagewright/core/edit";

import { objectsIn } from "./objects-in.ts";
import { clusterName } from "./output/cluster-name.ts";
import type { ConvertedField, ConvertedObject } from "./output/convert-report.ts";

/** The conversion of a document: edits of its text, and what is to be said of them. */
export interface ConvertedDocument {
  readonly edits: readonly FieldEdit[];
  readonly objects: readonly ConvertedObject[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Converts every object of a document, those of lists one by one. */
export function convertDocument(
  document: SourceDocument,
  options: ConversionOptions,
): ConvertedDocument {
  const parts = objectsIn(document.value).map(({ object, pointer }) => {
    const converted = convertToV1Beta2(object, options);
    const edits = converted.ok ? conversionEdits(object, options) : converted;
    return {
      edits: edits.ok ? edits.value.map((edit) => inDocument(edit, pointer)) : [],
      objects:
        edits.ok && converted.ok && converted.value.changes.length > 0
          ? [describe(document, object, pointer, converted.value)]
          : [],
      diagnostics: edits.diagnostics.map((found) => locate(document, found, pointer)),
    };
  });
  return {
    edits: parts.flatMap((part) => part.edits),
    objects: parts.flatMap((part) => part.objects),
    diagnostics: parts.flatMap((part) => part.diagnostics),
  };
}

function inDocument(edit: FieldEdit, base: string): FieldEdit {
  return { ...edit, pointer: `${base}${edit.pointer}` };
}

function locate(document: SourceDocument, found: Diagnostic, base: string): Diagnostic {
  const pointer = `${base}${found.pointer}`;
  return { ...found, pointer, source: document.locate(pointer) };
}

function describe(
  document: SourceDocument,
  object: JsonObject,
  pointer: string,
  { changes }: Conversion,
): ConvertedObject {
  const namespace = textAt(object, "/metadata/namespace");
  const name = textAt(object, "/metadata/name") ?? "";
  return {
    source: document.locate(pointer),
    pointer,
    kind: objectKind(object)?.kind ?? "",
    name: clusterName({ name, ...(namespace !== undefined && { namespace }) }),
    changes: changes.filter(({ from }) => from !== "/apiVersion").map(describeField),
  };
}

function describeField({ kind, from, to }: ConversionChange): ConvertedField {
  return { kind, ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}
