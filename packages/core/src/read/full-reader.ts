import type { Converted } from "./convert-yaml.ts";
import { convertYaml } from "./convert-yaml.ts";
import { createFindings, type Findings } from "./findings.ts";
import type { ReadLimits } from "./read-limits.ts";
import { pointerAt } from "./source-node.ts";
import { composeYaml, type YamlDocument } from "./yaml-stream.ts";
import { describeComplaint } from "./yaml-syntax.ts";

/** One document of a stream, as far as it could be read. */
export interface FullDocument extends Converted {
  readonly index: number;
  /** Offset after the document. */
  readonly end: number;
  /** Whether it holds nothing but comments. */
  readonly isEmpty: boolean;
}

/** Reads any YAML with the full parser, and reports everything that is wrong with it. */
export function readFullYaml(
  text: string,
  findings: Findings,
  limits: ReadLimits,
): readonly FullDocument[] {
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
    return { ...converted, index, end: document.range[2], isEmpty: holdsNothing(document) };
  });
}

/** The pointer of the value that an offset of the stream lies in. */
export function pointerInStream(documents: readonly FullDocument[], offset: number): string {
  const document = documents.find(({ end }) => offset < end) ?? documents.at(-1);
  return document === undefined ? "" : pointerAt(document.node, offset);
}

function holdsNothing({ contents }: YamlDocument): boolean {
  return (
    contents === null || (contents.range[0] === contents.range[1] && contents.tag === undefined)
  );
}
