import { type Parsed, toParsed } from "../diagnostic.ts";
import { readBlockYaml } from "./block-reader.ts";
import { cloudFormationTags, noTags } from "./cloudformation-tags.ts";
import { createFindings, type Findings } from "./findings.ts";
import { pointerInStream, readFullYaml } from "./full-reader.ts";
import { createLineIndex } from "./line-index.ts";
import { once } from "./once.ts";
import { prepareText, showUnit } from "./prepare-text.ts";
import { createReadDocument, type ReadDocument, type WrittenText } from "./read-document.ts";
import { type ReadLimits, type ReadOptions, resolveLimits } from "./read-limits.ts";
import type { SourceNode } from "./source-node.ts";

/**
 * Reads a stream of YAML 1.2 documents as plain data, refusing whatever the readers of a manifest
 * (YAML 1.1 and 1.2) would not all read alike: see {@link readDiagnostics} for the list.
 *
 * Documents that hold nothing but comments are left out, though they count for `index`. Maps have
 * no prototype. A leading byte-order mark is skipped, as YAML permits it.
 *
 * @param input - text, or bytes that must be UTF-8
 * @returns the documents in order, or every finding; nothing is thrown, whatever the input
 * @see https://yaml.org/spec/1.2.2/
 * @example
 * ```ts
 * const bad = readYaml("encrypted: yes\n", { file: "a.yaml" });
 * bad.diagnostics.map(({ code, found }) => `${code} ${found}`); // => ["READ_AMBIGUOUS_SCALAR yes"]
 * const good = readYaml('kubernetesVersion: "1.30.4"\n', { file: "a.yaml" });
 * good.ok && good.value[0]?.locate("/kubernetesVersion");
 * // => { file: "a.yaml", line: 1, column: 20 }
 * ```
 */
export function readYaml(
  input: string | Uint8Array,
  options: ReadOptions,
): Parsed<readonly ReadDocument[]> {
  const limits = resolveLimits(options.limits);
  const prepared = prepareText(input, options.file, limits);
  if (!prepared.ok) {
    return { ok: false, diagnostics: [prepared.diagnostic] };
  }
  const findings = createFindings(options, limits);
  const written = { text: prepared.text, lines: createLineIndex(prepared.text) };
  checkCharacters(written.text, findings);
  if (!findings.isEmpty) {
    // Where a line ends is in doubt: nothing else is judged.
    return { ok: false, diagnostics: findings.report(written.lines, () => "") };
  }
  const { text, lines } = unifyLineEnds(written);
  const tags = options.tags === "cloudformation" ? cloudFormationTags : noTags;
  const quick = readBlockYaml(text, limits, false);
  const full = quick === undefined ? readFullYaml(text, findings, limits, tags) : [];
  const read = quick ?? full.filter(({ isEmpty }) => !isEmpty);
  const placesOf = quick === undefined ? undefined : readPlacesLater(text, limits);
  const parts = { file: options.file, lines, written };
  const documents = read.map(({ index, value, node }, at) => {
    const places = placesOf?.(at) ?? knownPlaces(node);
    return createReadDocument({ ...parts, index, value, start: node.start, places });
  });
  return toParsed(
    documents,
    findings.report(lines, (offset) => pointerInStream(full, offset)),
  );
}

/**
 * The places of documents that were read quickly: most texts are read without a question after
 * them, and a second reading costs less than to keep them all.
 */
function readPlacesLater(text: string, limits: ReadLimits): (at: number) => () => SourceNode {
  const nodes = once(() => (readBlockYaml(text, limits, true) ?? []).map(({ node }) => node));
  return (at) => () => {
    const node = nodes()[at];
    if (node === undefined) {
      throw new Error("a text is read differently the second time");
    }
    return node;
  };
}

function knownPlaces(node: SourceNode): () => SourceNode {
  return () => node;
}

/** YAML takes CR LF for LF wherever it stands: line by line, offsets into it stay what they were. */
function unifyLineEnds(written: WrittenText): WrittenText {
  if (!written.text.includes("\r")) {
    return written;
  }
  const text = written.text.replaceAll("\r\n", "\n");
  return { text, lines: createLineIndex(text) };
}

/** Line breaks only some readers know, and controls: reported before anything is parsed. */
function checkCharacters(text: string, findings: Findings): void {
  const refused = /[\p{Cc}\u2028\u2029\ufeff\ufffe\uffff](?<![\t\n]|\r(?=\n))/gu;
  for (const { 0: character, index } of text.matchAll(refused)) {
    if (findings.full) {
      return;
    }
    findings.add({
      code: "READ_CHARACTER",
      offset: index,
      message: "readers refuse this character or take it for different things",
      pointer: "",
      found: showUnit(character.charCodeAt(0)),
    });
  }
}
