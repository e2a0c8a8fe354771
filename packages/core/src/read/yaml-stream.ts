import { CST, Lexer, Parser } from "yaml";

import type { Findings } from "./findings.ts";
import { createLexemeBudget } from "./lexeme-budget.ts";
import type { ReadLimits } from "./read-limits.ts";
import {
  createComposer,
  FindingsOverflow,
  type YamlComposer,
  type YamlDocument,
  type YamlToken,
} from "./yaml-composer.ts";
import { createLexemeGuard } from "./yaml-lexemes.ts";

/**
 * Runs the stages of the `yaml` parser one lexeme at a time, so that a hostile text is refused
 * before the stage that it would hurt: lexemes, depth and documents are counted on the way.
 *
 * @returns undefined if a limit ended the reading; the finding says which
 */
export function composeYaml(
  text: string,
  findings: Findings,
  limits: ReadLimits,
  tags: ReadonlyMap<string, string>,
): readonly YamlDocument[] | undefined {
  const composer = createComposer(findings);
  try {
    return parseStream(text, composer, findings, limits, tags) ? composer.end() : undefined;
  } catch (error) {
    if (error instanceof FindingsOverflow) {
      return undefined;
    }
    throw error;
  }
}

/** Hands the text to the composer; false if a limit ends that. */
function parseStream(
  text: string,
  composer: YamlComposer,
  findings: Findings,
  limits: ReadLimits,
  tags: ReadonlyMap<string, string>,
): boolean {
  const parser = new Parser();
  const guard = createLexemeGuard(findings, tags);
  const budget = createLexemeBudget(limits.lexemes);
  const filter = createTokenFilter(findings, limits);
  let offset = 0;
  let isScalar = false;
  const compose = (tokens: Iterable<YamlToken>): void => {
    for (const token of tokens) {
      if (filter.passes(token)) {
        composer.take(token);
      }
    }
  };
  for (const lexeme of new Lexer().lex(text)) {
    const type: CST.TokenType | null = isScalar ? null : CST.tokenType(lexeme);
    budget.take(type);
    if (!isScalar) {
      guard.next(type, lexeme, offset);
    }
    isScalar = type === "scalar";
    if (budget.isSpent) {
      const message = `the text has more than ${limits.lexemes} words, signs, blanks and line ends`;
      findings.add({ code: "READ_TOO_MANY_LEXEMES", offset, message, pointer: "" });
      return false;
    }
    offset += widthOf(lexeme);
    compose(parser.next(lexeme));
    if (findings.full || filter.isOver || isTooDeep(parser, findings, limits)) {
      return false;
    }
  }
  guard.end();
  compose(parser.end());
  return !filter.isOver;
}

/** Keeps back what no document is made of. */
interface TokenFilter {
  /** True once there are more documents than the limit allows. */
  readonly isOver: boolean;
  passes(token: YamlToken): boolean;
}

function createTokenFilter(findings: Findings, limits: ReadLimits): TokenFilter {
  let count = 0;
  return {
    get isOver() {
      return count > limits.documents;
    },
    passes(token) {
      const { type, offset } = token;
      if (type === "directive") {
        const message = "a directive line precedes the document";
        findings.add({ code: "READ_DIRECTIVE", offset, message, pointer: "" });
        return false;
      }
      if (type === "error") {
        findings.add({ code: "READ_SYNTAX", offset, ...stray });
        return false;
      }
      if (type === "document" && (count += 1) > limits.documents) {
        const message = `the stream holds more than ${limits.documents} documents`;
        findings.add({ code: "READ_TOO_MANY_DOCUMENTS", offset, message, pointer: "" });
        return false;
      }
      return true;
    },
  };
}

const stray = {
  message: "this does not belong to the document",
  hint: "Check the indentation, and put quotes around texts that hold brackets or colons.",
};

/** The lexer marks document starts, scalars and broken brackets with one control character. */
function widthOf(lexeme: string): number {
  return lexeme === "\u0002" || lexeme === "\u0018" || lexeme === "\u001f" ? 0 : lexeme.length;
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
