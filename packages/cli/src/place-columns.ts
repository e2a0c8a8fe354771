import type { Diagnostic, SourceDocument } from "@imagewright/core";

/**
 * Findings about facts of a cluster know their file, and the line of the fact or of its object: what
 * is meant is where the value at the pointer stands in that document.
 */
export function placeColumns(
  diagnostics: readonly Diagnostic[],
  documents: readonly SourceDocument[],
): readonly Diagnostic[] {
  const byFile = Map.groupBy(documents, ({ file }) => file);
  return diagnostics.map((diagnostic) => {
    const { source, pointer } = diagnostic;
    if (source === undefined || source.column > 1) {
      return diagnostic;
    }
    const place = (byFile.get(source.file) ?? [])
      .findLast((document) => document.locate("").line <= source.line)
      ?.locate(pointer);
    return place !== undefined && (pointer !== "" || place.line === source.line)
      ? { ...diagnostic, source: place }
      : diagnostic;
  });
}
