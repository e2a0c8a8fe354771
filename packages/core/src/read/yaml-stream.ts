import { Composer, type Document, Lexer, Parser } from "yaml";

import type { Findings } from "./findings.ts";
import type { ReadLimits } from "./read-limits.ts";
import { createLexemeGuard } from "./yaml-lexemes.ts";

export type YamlDocument = Document.Parsed;

type CstToken = Parameters<Composer["next"]>[0];

/** Scalars stay texts and keys unchecked: both are judged by us, in one pass and linear time. */
const composerOptions = {
  schema: "failsafe",
  resolveKnownTags: false,
  uniqueKeys: false,
  prettyErrors: false,
  logLevel: "silent",
} as const;

/**
 * Runs the stages of the `yaml` parser one lexeme at a time, so that a hostile text is refused
 * before the stage that it would hurt: depth and number of documents are counted on the way.
 *
 * @returns undefined if a limit ended the reading; the finding says which
 */
export function composeYaml(
  text: string,
  findings: Findings,
  limits: ReadLimits,
): readonly YamlDocument[] | undefined {
  const parser = new Parser();
  const composer = new Composer(composerOptions);
  const guard = createLexemeGuard(findings);
  const documents: YamlDocument[] = [];
  let count = 0;
  let offset = 0;
  const take = (token: CstToken): void => {
    if (token.type === "directive") {
      const message = "a directive line precedes the document";
      findings.add({ code: "READ_DIRECTIVE", offset: token.offset, message, pointer: "" });
      return;
    }
    if (token.type === "error") {
      reportStray(findings, token);
      return;
    }
    if (token.type === "document" && (count += 1) > limits.documents) {
      const message = `the stream holds more than ${limits.documents} documents`;
      findings.add({ code: "READ_TOO_MANY_DOCUMENTS", offset: token.offset, message, pointer: "" });
      return;
    }
    documents.push(...composer.next(token));
  };
  for (const lexeme of new Lexer().lex(text)) {
    guard.next(lexeme, offset);
    offset += widthOf(lexeme);
    for (const token of parser.next(lexeme)) {
      take(token);
    }
    if (findings.full || count > limits.documents || isTooDeep(parser, findings, limits)) {
      return undefined;
    }
  }
  guard.end();
  for (const token of parser.end()) {
    take(token);
  }
  if (count > limits.documents) {
    return undefined;
  }
  documents.push(...composer.end());
  return documents;
}

/** The lexer marks document starts, scalars and broken brackets with one control character. */
function widthOf(lexeme: string): number {
  return lexeme === "\u0002" || lexeme === "\u0018" || lexeme === "\u001f" ? 0 : lexeme.length;
}

function reportStray(findings: Findings, token: { readonly offset: number }): void {
  findings.add({
    code: "READ_SYNTAX",
    offset: token.offset,
    message: "this does not belong to the document",
    hint: "Check the indentation, and put quotes around texts that hold brackets or colons.",
  });
}

function isTooDeep(parser: Parser, findings: Findings, limits: ReadLimits): boolean {
  if (parser.stack.length <= limits.depth + 1) {
    return false;
  }
  const collections = parser.stack.filter(
    ({ type }) => type === "block-map" || type === "block-seq" || type === "flow-collection",
  );
  const first = collections[limits.depth];
  if (first === undefined) {
    return false;
  }
  const message = `maps and lists lie more than ${limits.depth} deep`;
  findings.add({ code: "READ_TOO_DEEP", offset: first.offset, message });
  return true;
}
