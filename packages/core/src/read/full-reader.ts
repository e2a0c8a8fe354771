import type { Document } from "yaml";

import { noTags } from "./cloudformation-tags.ts";
import { convertYaml } from "./convert-yaml.ts";
import { createFindings, type Findings } from "./findings.ts";
import type { ReadLimits } from "./read-limits.ts";
import { type LocatedValue, pointerAt } from "./source-node.ts";
import { composeYaml } from "./yaml-stream.ts";

/** One document of a stream, as far as it could be read. */
export interface FullDocument extends LocatedValue {
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
  tags: ReadonlyMap<string, string> = noTags,
): readonly FullDocument[] {
  const documents = composeYaml(text, findings, limits, tags) ?? [];
  return documents.map(({ content, isWellFormed }, index) => {
    // The findings in a structure that is a guess are guesses, too.
    const judge = isWellFormed ? findings : createFindings({ file: "" }, limits);
    const converted = convertYaml(content.contents, judge, limits, tags);
    return { ...converted, index, end: content.range[2], isEmpty: holdsNothing(content) };
  });
}

/** The pointer of the value that an offset of the stream lies in. */
export function pointerInStream(documents: readonly FullDocument[], offset: number): string {
  const document = documents.find(({ end }) => offset < end) ?? documents.at(-1);
  return document === undefined ? "" : pointerAt(document.node, offset);
}

function holdsNothing({ contents }: Document.Parsed): boolean {
  return (
    contents === null || (contents.range[0] === contents.range[1] && contents.tag === undefined)
  );
}
