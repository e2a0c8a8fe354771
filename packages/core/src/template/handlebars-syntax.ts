import { type AstProgram, parse, parser } from "handlebars/dist/cjs/handlebars/compiler/base.js";

import { isJsonObject } from "../json-value.ts";
import type { Findings } from "./findings.ts";
import { findDepthFault } from "./measure-depth.ts";
import { positionAt, type SourceText } from "./source-text.ts";
import { maximumBlockDepth, maximumSourceLength } from "./template-limits.ts";
import type { Position } from "./template-syntax.ts";

/** Starts of tags in Go templates, Jinja and others, and of shell expansions. */
const foreign = /\{\{-?\s*[.$]|\{\{[-%]|\$\{[^}]*\{\{/u;

/** A tag behind exactly one backslash. */
const escapedTag = /(?<!\\)\\\{\{/gu;

/** Handlebars' own tree of a source, or undefined and a finding. */
export function parseHandlebars(
  source: SourceText,
  file: string,
  findings: Findings,
): AstProgram | undefined {
  if (!isParsable(source, file, findings)) {
    return undefined;
  }
  reportBackslashes(source, file, findings);
  try {
    return parse(source.text);
  } catch (error) {
    reportSyntaxError(error, source, file, findings);
    return undefined;
  }
}

function isParsable(source: SourceText, file: string, findings: Findings): boolean {
  const { text } = source;
  if (text.length > maximumSourceLength) {
    findings.add(
      "TEMPLATE_TOO_LARGE",
      file,
      { line: 1, column: 1 },
      {
        message: "The source of the template is too long",
        found: `${text.length} characters`,
        expected: `at most ${maximumSourceLength}`,
      },
    );
    return false;
  }
  const bad = text.search(/\0|\p{Surrogate}/u);
  if (bad !== -1) {
    findings.add("TEMPLATE_CHARACTER", file, positionAt(source, bad), {
      message: "The source holds a character that no text may hold",
      found: text[bad] === "\0" ? "NUL" : "half of a surrogate pair",
    });
    return false;
  }
  const deep = findDepthFault(text, maximumBlockDepth);
  if (deep !== undefined) {
    findings.add("TEMPLATE_TOO_DEEP", file, positionAt(source, deep.offset), {
      message: "Blocks nest too deep",
      expected: `at most ${maximumBlockDepth} levels`,
    });
    return false;
  }
  return true;
}

function reportBackslashes(source: SourceText, file: string, findings: Findings): void {
  for (const { index } of source.text.matchAll(escapedTag)) {
    findings.add("TEMPLATE_BACKSLASH", file, positionAt(source, index), {
      message: "The backslash makes this tag literal text",
    });
  }
}

function reportSyntaxError(
  error: unknown,
  source: SourceText,
  file: string,
  findings: Findings,
): void {
  const at = errorPosition(error);
  const line = source.text.slice(source.lineStarts[at.line - 1], source.lineStarts[at.line]);
  const isForeign = isParseError(error) && foreign.test(line);
  findings.add(isForeign ? "TEMPLATE_FOREIGN_BRACES" : "TEMPLATE_SYNTAX", file, at, {
    message: isForeign
      ? "Braces of another template language stand here"
      : "The template is not valid Handlebars",
    found: errorFacts(error),
    hint:
      !isForeign && isTripleEnd(error)
        ? "Put a blank, or {{!}}, between the tag and the brace that follows it."
        : undefined,
  });
}

/** Errors of the grammar carry no place: the lexer still knows its last token. */
function errorPosition(error: unknown): Position {
  if (isJsonObject(error) && typeof error["lineNumber"] === "number") {
    const { lineNumber, column } = error;
    return { line: lineNumber, column: (typeof column === "number" ? column : 0) + 1 };
  }
  const { first_line: line, first_column: column } = parser.lexer.yylloc;
  return { line, column: column + 1 };
}

function isParseError(error: unknown): boolean {
  return error instanceof Error && /^(?:Parse|Lexical) error/u.test(error.message);
}

function isTripleEnd(error: unknown): boolean {
  return error instanceof Error && error.message.endsWith("got 'CLOSE_UNESCAPED'");
}

/** What Handlebars met, in words: its messages name tokens of its grammar. */
function errorFacts(error: unknown): string | undefined {
  const message = error instanceof Error ? error.message : "";
  const token = /got '(?<token>\w+)'$/u.exec(message)?.groups?.["token"];
  if (token !== undefined) {
    return tokens[token] ?? token.toLowerCase().replaceAll("_", " ");
  }
  return isParseError(error) ? undefined : message.replace(/ - \d+:\d+$/u, "");
}

const tokens: { readonly [token: string]: string } = {
  EOF: "the end of the template inside a block or tag",
  SEP: "a separator without a name",
  CLOSE: "the end of a tag",
  CLOSE_UNESCAPED: "the end of a tag with three braces",
  OPEN_ENDBLOCK: "an end tag without its block",
  INVERSE: "{{else}} outside a block",
  OPEN_INVERSE_CHAIN: "{{else …}} outside a block",
  INVALID: "a character that is no part of a name",
  EQUALS: "an equals sign",
};
