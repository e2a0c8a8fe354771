import { type Parsed, toParsed } from "../diagnostic.ts";
import { createFindings } from "./findings.ts";
import { parseJsonText } from "./json-text.ts";
import { createLineIndex } from "./line-index.ts";
import { once } from "./once.ts";
import { prepareText } from "./prepare-text.ts";
import { createReadDocument, type ReadDocument } from "./read-document.ts";
import { type ReadLimits, type ReadOptions, resolveLimits } from "./read-limits.ts";
import type { SourceNode } from "./source-node.ts";

/**
 * Reads a JSON text (RFC 8259) as one document. Beside the grammar it refuses duplicate keys,
 * numbers a double cannot keep, NUL and halves of surrogate pairs.
 *
 * A text of nothing but blanks is an empty list, as with {@link readYaml}. A leading byte-order
 * mark is read past with a warning: RFC 8259 lets a reader ignore it, and most do not.
 *
 * @param input - text, or bytes that must be UTF-8
 * @returns one document, none, or every finding; nothing is thrown, whatever the input
 * @example
 * ```ts
 * const read = readJson('{ "a": 1, "a": 2 }', { file: "a.json" });
 * read.diagnostics.map(({ code, pointer }) => `${code} ${pointer}`); // => ["READ_DUPLICATE_KEY /a"]
 * ```
 */
export function readJson(
  input: string | Uint8Array,
  options: ReadOptions,
): Parsed<readonly ReadDocument[]> {
  const { file } = options;
  const limits = resolveLimits(options.limits);
  const prepared = prepareText(input, file, limits);
  if (!prepared.ok) {
    return { ok: false, diagnostics: [prepared.diagnostic] };
  }
  const { text, hadMark } = prepared;
  const lines = createLineIndex(text);
  const findings = createFindings(options, limits);
  if (hadMark) {
    const message = "the text starts with a byte-order mark";
    findings.add({ code: "READ_BYTE_ORDER_MARK", offset: 0, message, pointer: "" });
  }
  const isBlank = !/[^ \t\n\r]/u.test(text);
  const walk = { findings, limits, path: [], keepsPlaces: false };
  const converted = isBlank ? undefined : parseJsonText(text, walk);
  const parts = { file, index: 0, lines, written: { text, lines } };
  const documents = (converted === undefined ? [] : [converted]).map(({ value, node }) => {
    const places = readPlacesLater(text, options, limits);
    return createReadDocument({ ...parts, value, start: node.start, places });
  });
  return toParsed(
    documents,
    findings.report(lines, () => ""),
  );
}

/** Most texts are read without a question after places: a second reading costs less than to keep them. */
function readPlacesLater(text: string, options: ReadOptions, limits: ReadLimits): () => SourceNode {
  return once(() => {
    const findings = createFindings(options, limits);
    const read = parseJsonText(text, { findings, limits, path: [], keepsPlaces: true });
    if (read === undefined) {
      throw new Error("a text is read differently the second time");
    }
    return read.node;
  });
}
