import { parse, TomlError } from "smol-toml";

import { type Diagnostic, type Parsed, toParsed } from "../diagnostic.ts";
import type { JsonObject } from "../json-value.ts";
import { convertToml } from "./convert-toml.ts";
import { createLineIndex } from "./line-index.ts";
import { prepareText } from "./prepare-text.ts";
import { type ReadCode, readDiagnostics } from "./read-diagnostics.ts";
import { type ReadLimits, type ReadOptions, resolveLimits } from "./read-limits.ts";
import { inexactNumbers } from "./toml-numbers.ts";

/** How a TOML text is to be read: there are no documents, tags or traps in it. */
export interface ReadTomlOptions extends Pick<ReadOptions, "file"> {
  readonly limits?: Partial<Pick<ReadLimits, "bytes" | "depth" | "findings" | "keyBytes">>;
}

/**
 * Reads a TOML text (1.0) as the map it stands for. Beside the grammar it refuses what JSON cannot
 * say: dates and times without quotes, numbers a double cannot keep, `inf` and `nan`, NUL.
 *
 * An empty text is an empty map. Findings about a place in the text have a line and a column,
 * those about a value its JSON Pointer; reading stops at the first break of the grammar.
 *
 * @param input - text, or bytes that must be UTF-8
 * @returns the map, or every finding; nothing is thrown, whatever the input
 * @see https://toml.io/en/v1.0.0
 * @example
 * ```ts
 * const read = readToml('[settings.kubernetes]\nmax-pods = 58\n', { file: "user-data.toml" });
 * read.ok && read.value; // => { settings: { kubernetes: { "max-pods": 58 } } }
 * readToml("built = 2026-07-14\n", { file: "a.toml" }).diagnostics.map(
 *   ({ code, pointer }) => `${code} ${pointer}`,
 * );
 * // => ["READ_DATE /built"]
 * ```
 */
export function readToml(
  input: string | Uint8Array,
  { file, limits: given }: ReadTomlOptions,
): Parsed<JsonObject> {
  const limits = resolveLimits(given);
  const prepared = prepareText(input, file, limits);
  if (!prepared.ok) {
    return { ok: false, diagnostics: [prepared.diagnostic] };
  }
  const { text } = prepared;
  const table = parseTable(text, file, limits);
  if (!table.ok) {
    return table;
  }
  const { value, findings } = convertToml(table.value, limits);
  return toParsed(value, limited([...inexact(text, file, limits), ...findings], limits));
}

function parseTable(text: string, file: string, limits: ReadLimits): Parsed<object> {
  try {
    return toParsed(parse(text, { maxDepth: limits.depth }));
  } catch (error) {
    if (!(error instanceof TomlError)) {
      throw error;
    }
    const { line, column } = error;
    const said = /^Invalid TOML document: (?<said>[^\n]*)/u.exec(error.message)?.groups?.["said"];
    const { code, message } = faultOf(said ?? "", limits);
    const source = { file, line, column };
    return { ok: false, diagnostics: [readDiagnostics.report(code, { message, source })] };
  }
}

/** The parser words its findings in one way only; what it does not say apart is the grammar. */
function faultOf(
  said: string,
  limits: ReadLimits,
): { readonly code: ReadCode; readonly message: string } {
  if (said.includes("redefine")) {
    return { code: "READ_DUPLICATE_KEY", message: "the key or table is there already" };
  }
  if (said.includes("losslessly")) {
    return { code: "READ_NUMBER_INEXACT", message: "the number cannot be kept exactly" };
  }
  if (said.includes("nested")) {
    return {
      code: "READ_TOO_DEEP",
      message: `maps and lists lie more than ${limits.depth} deep`,
    };
  }
  return { code: "READ_SYNTAX", message: `this is no TOML: ${said.replace(/\.$/u, "")}` };
}

function inexact(text: string, file: string, limits: ReadLimits): readonly Diagnostic[] {
  const lines = createLineIndex(text);
  const message = "the number cannot be kept exactly";
  // One more than is shown, so that the end of the list can be told.
  return inexactNumbers(text, limits.findings + 1).map(({ offset, found }) => {
    const source = { file, ...lines.position(offset) };
    return readDiagnostics.report("READ_NUMBER_INEXACT", { message, found, source });
  });
}

function limited(found: readonly Diagnostic[], limits: ReadLimits): readonly Diagnostic[] {
  const message = `reading stopped after ${limits.findings} findings`;
  return found.length <= limits.findings
    ? found
    : [
        ...found.slice(0, limits.findings),
        readDiagnostics.report("READ_TOO_MANY_FINDINGS", { message }),
      ];
}
