import { type Parsed, toParsed } from "../diagnostic.ts";
import { convertYaml } from "./convert-yaml.ts";
import { createFindings, type Findings } from "./findings.ts";
import { createLineIndex } from "./line-index.ts";
import { prepareText, showUnit } from "./prepare-text.ts";
import { createReadDocument, type ReadDocument } from "./read-document.ts";
import { type ReadLimits, type ReadOptions, resolveLimits } from "./read-limits.ts";
import { pointerAt, type SourceNode } from "./source-node.ts";
import { composeYaml, type YamlDocument } from "./yaml-stream.ts";
import { describeComplaint } from "./yaml-syntax.ts";

interface Piece {
  readonly index: number;
  readonly converted: ReturnType<typeof convertYaml>;
  readonly end: number;
  readonly isEmpty: boolean;
}

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
  const { text } = prepared;
  const lines = createLineIndex(text);
  const findings = createFindings(options, limits);
  checkCharacters(text, findings);
  const pieces = findings.isEmpty ? readPieces(text, findings, limits) : [];
  const diagnostics = findings.report(lines, (offset) => placeOf(pieces, offset));
  const documents = pieces
    .filter(({ isEmpty }) => !isEmpty)
    .map(({ index, converted: { value, node } }) =>
      createReadDocument({ file: options.file, index, value, root: node, text, lines }),
    );
  return toParsed(documents, diagnostics);
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

function readPieces(text: string, findings: Findings, limits: ReadLimits): readonly Piece[] {
  const documents = composeYaml(text, findings, limits) ?? [];
  return documents.map((document, index) => {
    for (const complaint of document.errors) {
      const finding = describeComplaint(complaint);
      if (finding !== undefined && !findings.full) {
        findings.add(finding);
      }
    }
    // A document that is not well-formed is not judged further: its structure is a guess.
    const judge = document.errors.length === 0 ? findings : createFindings({ file: "" }, limits);
    const converted = convertYaml(document.contents, judge, limits);
    return { index, converted, end: document.range[2], isEmpty: holdsNothing(document) };
  });
}

/** Whether there is nothing between the marks of a document but comments. */
function holdsNothing({ contents }: YamlDocument): boolean {
  return (
    contents === null || (contents.range[0] === contents.range[1] && contents.tag === undefined)
  );
}

function placeOf(pieces: readonly Piece[], offset: number): string {
  const piece = pieces.find(({ end }) => offset < end) ?? pieces.at(-1);
  const root: SourceNode | undefined = piece?.converted.node;
  return root === undefined ? "" : pointerAt(root, offset);
}
