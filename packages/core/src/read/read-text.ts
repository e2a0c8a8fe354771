import { type Diagnostic, type Parsed, toParsed } from "../diagnostic.ts";
import type { SourceLocation } from "../diagnostic.ts";
import { type ReadCode, readDiagnostics } from "./read-diagnostics.ts";
import type { ReadDocument } from "./read-document.ts";
import { readJson } from "./read-json.ts";
import type { ReadOptions } from "./read-limits.ts";
import { readYaml } from "./read-yaml.ts";

/**
 * Reads a text by the ending of its file name: `.json` as JSON, everything else as YAML, which a
 * JSON text is as well.
 *
 * @example
 * ```ts
 * const read = readText("kind: EC2NodeClass\n---\nkind: NodePool\n", { file: "nodes.yaml" });
 * read.ok && read.value.map(({ value }) => value);
 * // => [{ kind: "EC2NodeClass" }, { kind: "NodePool" }]
 * ```
 */
export function readText(
  input: string | Uint8Array,
  options: ReadOptions,
): Parsed<readonly ReadDocument[]> {
  return options.file.toLowerCase().endsWith(".json")
    ? readJson(input, options)
    : readYaml(input, options);
}

/**
 * Reads a text that has to hold exactly one document.
 *
 * @returns the document, or every finding; `READ_EMPTY` and `READ_SEVERAL_DOCUMENTS` among them
 * @example
 * ```ts
 * const read = readSingle("kind: Machine\n", { file: "machine.yaml" });
 * read.ok && read.value.value; // => { kind: "Machine" }
 * readSingle("", { file: "machine.yaml" }).diagnostics.map(({ code }) => code); // => ["READ_EMPTY"]
 * ```
 */
export function readSingle(input: string | Uint8Array, options: ReadOptions): Parsed<ReadDocument> {
  const parsed = readText(input, options);
  if (!parsed.ok) {
    return parsed;
  }
  const [first, second] = parsed.value;
  const { diagnostics } = parsed;
  if (first === undefined) {
    const source = { file: options.file, line: 1, column: 1 };
    return refuse(diagnostics, "READ_EMPTY", "the text holds no document", source);
  }
  if (second !== undefined) {
    const count = parsed.value.length;
    const message = `one document was expected, and ${count} are there: the second starts here`;
    return refuse(diagnostics, "READ_SEVERAL_DOCUMENTS", message, second.locate(""));
  }
  return toParsed(first, diagnostics);
}

function refuse(
  before: readonly Diagnostic[],
  code: ReadCode,
  message: string,
  source: SourceLocation,
): Parsed<never> {
  return { ok: false, diagnostics: [...before, readDiagnostics.report(code, { message, source })] };
}
