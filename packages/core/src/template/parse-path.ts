import type { AstExpression, AstLocation } from "handlebars/dist/cjs/handlebars/compiler/base.js";

import { nearestName } from "../text/nearest.ts";
import type { TemplatePath } from "./checked-template.ts";
import { didYouMean, type Findings } from "./findings.ts";
import type { SourceText } from "./source-text.ts";
import {
  isLoopData,
  loopData,
  type Position,
  reservedNames,
  type SyntaxPath,
} from "./template-syntax.ts";

/** A block around the place that is being parsed. */
interface SyntaxScope {
  readonly kind: "each" | "with";
  readonly slot: number;
  readonly names: readonly string[];
}

/** What parsing needs to know at a place. */
export interface SyntaxContext {
  readonly source: SourceText;
  readonly file: string;
  readonly findings: Findings;
  /** From the outermost to the innermost. */
  readonly scopes: readonly SyntaxScope[];
  /** Shared by all contexts of one source. */
  readonly nextSlot: { value: number };
}

/** Where a node of Handlebars' tree starts. */
export function startOf({ loc }: { readonly loc: AstLocation }): Position {
  return { line: loc.start.line, column: loc.start.column + 1 };
}

/** What was written where a name is expected. */
export function pathName(expression: AstExpression): string {
  switch (expression.type) {
    case "PathExpression":
      return expression.original;
    case "StringLiteral":
    case "NumberLiteral":
    case "BooleanLiteral":
      return String(expression.value);
    case "SubExpression":
    case "UndefinedLiteral":
    case "NullLiteral":
      return expression.type;
  }
}

/** The path an expression stands for, or undefined and a finding. */
export function parsePath(
  expression: AstExpression,
  context: SyntaxContext,
): SyntaxPath | undefined {
  const { findings, file } = context;
  const at = startOf(expression);
  if (expression.type === "SubExpression") {
    findings.add("TEMPLATE_SUBEXPRESSION", file, at, { message: "Expressions are refused" });
    return undefined;
  }
  if (expression.type !== "PathExpression") {
    const message = "A literal stands where a path is expected";
    findings.add("TEMPLATE_LITERAL", file, at, { message });
    return undefined;
  }
  const { original: written, depth, data, parts } = expression;
  if (depth > 0) {
    findings.add("TEMPLATE_PARENT_PATH", file, at, {
      message: "The path leaves its context with ../",
      found: written,
    });
    return undefined;
  }
  // Handlebars takes `this` and `.` as: the context, whatever names blocks have given.
  const isBare = !/^(?:\.|this\b)/u.test(written);
  const base = data ? dataPath(parts, at, context) : namedPath(parts, isBare, at, context);
  return base === undefined ? undefined : { ...base, written, isBare: isBare && !data, at };
}

function dataPath(
  parts: readonly string[],
  at: Position,
  { scopes, findings, file }: SyntaxContext,
): TemplatePath | undefined {
  const [name = "", ...rest] = parts;
  if (name === "root") {
    return { slot: -1, parts: rest };
  }
  const loop = scopes.findLast(({ kind }) => kind === "each");
  if (loop !== undefined && isLoopData(name) && rest.length === 0) {
    return { slot: loop.slot, parts: [], data: name };
  }
  const known = loop === undefined ? ["root"] : ["root", ...loopData];
  findings.add("TEMPLATE_DATA_UNKNOWN", file, at, {
    message: `There is no @${name} here`,
    found: `@${parts.join(".")}`,
    expected: known.map((data) => `@${data}`).join(", "),
    hint: didYouMean(nearestName(name, known)?.replace(/^/u, "@")),
  });
  return undefined;
}

function namedPath(
  parts: readonly string[],
  isBare: boolean,
  at: Position,
  { scopes, findings, file }: SyntaxContext,
): TemplatePath | undefined {
  const [name = "", ...rest] = parts;
  if (isBare && reservedNames.has(name)) {
    findings.add("TEMPLATE_RESERVED_NAME", file, at, {
      message: `${name} is the name of a helper`,
      found: name,
      hint: `Write ./${name} to read the field.`,
    });
    return undefined;
  }
  const scope = isBare ? scopes.findLast(({ names }) => names.includes(name)) : undefined;
  if (scope === undefined) {
    return { slot: scopes.at(-1)?.slot ?? 0, parts };
  }
  return scope.kind === "each" && scope.names.indexOf(name) === 1
    ? { slot: scope.slot, parts: rest, data: "key" }
    : { slot: scope.slot, parts: rest };
}
