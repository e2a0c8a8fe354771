import type {
  AstExpression,
  AstHash,
  AstPartial,
} from "handlebars/dist/cjs/handlebars/compiler/base.js";

import { parsePath, pathName, startOf, type SyntaxContext } from "./parse-path.ts";
import { refuse, refuseReserved } from "./parse-refusal.ts";
import type { FieldSyntax, Syntax } from "./template-syntax.ts";

/** Parses the call of a partial. */
export function parsePartial(statement: AstPartial, context: SyntaxContext): readonly Syntax[] {
  if (statement.name.type === "SubExpression") {
    const at = startOf(statement.name);
    return refuse(context, "TEMPLATE_PARTIAL_DYNAMIC", at, "The partial's name is computed");
  }
  const [argument] = statement.params;
  if (statement.params.length > 1) {
    const at = startOf(statement.name);
    return refuse(context, "TEMPLATE_ARGUMENTS", at, "A partial takes one context at most");
  }
  const name = pathName(statement.name);
  const path = argument === undefined ? undefined : parsePath(argument, context);
  const fields = parseFields(statement.hash, context);
  if ((argument !== undefined && path === undefined) || fields === undefined) {
    return [];
  }
  const call: Syntax = { kind: "partial", at: startOf(statement.name), name, path, fields };
  // Whitespace control took the blanks away; they stand before the first line, and only there.
  const { indent = "", loc } = statement;
  return indent === ""
    ? [call]
    : [{ kind: "text", value: indent, at: { line: loc.start.line, column: 1 } }, call];
}

function parseFields(
  hash: AstHash | undefined,
  context: SyntaxContext,
): readonly FieldSyntax[] | undefined {
  const pairs = hash?.pairs ?? [];
  const fields = pairs.flatMap(({ key, value, loc }): FieldSyntax[] => {
    const at = startOf({ loc });
    refuseReserved(key, at, context);
    const parsed = parseFieldValue(value, context);
    return parsed === undefined ? [] : [{ name: key, at, value: parsed }];
  });
  return fields.length === pairs.length ? fields : undefined;
}

function parseFieldValue(
  value: AstExpression,
  context: SyntaxContext,
): FieldSyntax["value"] | undefined {
  return value.type === "StringLiteral" ||
    value.type === "NumberLiteral" ||
    value.type === "BooleanLiteral"
    ? { constant: value.value }
    : parsePath(value, context);
}
