import type { Diagnostic, SourceLocation } from "./diagnostic.ts";
import type { JsonValue } from "./json-value.ts";

/** Which half of a map entry a location is asked for. */
export type EntryPart = "key" | "value";

/** One document that was read from a text: its value, and where each part of it stands. */
export interface SourceDocument {
  readonly file: string;
  /** Position among the documents of its stream, from 0. */
  readonly index: number;
  readonly value: JsonValue;
  /**
   * Where the value (or its key) at a JSON Pointer stands. For a pointer that leads nowhere, the
   * nearest enclosing value.
   */
  locate(pointer: string, part?: EntryPart): SourceLocation;
}

/**
 * Adds file, line and column to findings that were made on the document's value. A finding about
 * an unknown key points at the key, every other one at the value.
 *
 * @example
 * ```ts
 * import { readSingle } from "@imagewright/core/read";
 *
 * const read = readSingle("kubernetes:\n  version: 1.34\n", { file: "a.yaml", traps: "warning" });
 * const found = checkKubernetesVersion("1.34", { pointer: "/kubernetes/version" });
 * read.ok && locateDiagnostics(read.value, found).map(({ source }) => source);
 * // => [{ file: "a.yaml", line: 2, column: 12 }]
 * ```
 */
export function locateDiagnostics(
  document: SourceDocument,
  diagnostics: readonly Diagnostic[],
): readonly Diagnostic[] {
  return diagnostics.map((diagnostic) => {
    const part = aboutKeys.test(diagnostic.code) ? "key" : "value";
    return diagnostic.source === undefined
      ? { ...diagnostic, source: document.locate(diagnostic.pointer, part) }
      : diagnostic;
  });
}

/** Codes of findings about a key that should not be there, whatever its value. */
const aboutKeys = /_(?:UNKNOWN_KEY|UNKNOWN_FIELD|FIELD_PRUNED)$/u;
