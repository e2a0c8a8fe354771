import type {
  AstBlock,
  AstContent,
  AstHash,
  AstMustache,
  AstProgram,
  AstStatement,
} from "handlebars/dist/cjs/handlebars/compiler/base.js";

import { nearestName } from "../text/nearest.ts";
import { didYouMean, type Findings } from "./findings.ts";
import { parseHandlebars } from "./handlebars-syntax.ts";
import { parsePartial } from "./parse-partial.ts";
import { parsePath, pathName, startOf, type SyntaxContext } from "./parse-path.ts";
import { refuse, refuseReserved } from "./parse-refusal.ts";
import { createSourceText, offsetAt, positionAt, positionInside } from "./source-text.ts";
import { type BlockParameter, type Syntax, type SyntaxTree } from "./template-syntax.ts";

const blocks = ["if", "unless", "each", "with"];

/** Parses a source into our own tree; whatever the language leaves out becomes a finding. */
export function parseSyntax(text: string, file: string, findings: Findings): SyntaxTree {
  const source = createSourceText(text);
  const program = parseHandlebars(source, file, findings);
  const context: SyntaxContext = { source, file, findings, scopes: [], nextSlot: { value: 1 } };
  return { file, nodes: program === undefined ? [] : parseProgram(program, context) };
}

function parseProgram(program: AstProgram | undefined, context: SyntaxContext): Syntax[] {
  return (program?.body ?? []).flatMap((statement) => parseStatement(statement, context));
}

function parseStatement(statement: AstStatement, context: SyntaxContext): readonly Syntax[] {
  switch (statement.type) {
    case "ContentStatement":
      return parseContent(statement);
    case "CommentStatement":
      return [];
    case "MustacheStatement":
      return parseMustache(statement, context);
    case "BlockStatement":
      return isRaw(statement, context)
        ? parseRaw(statement, context)
        : parseBlock(statement, context);
    case "PartialStatement":
      return parsePartial(statement, context);
    case "PartialBlockStatement":
      return refuse(
        context,
        "TEMPLATE_PARTIAL_BLOCK",
        startOf(statement),
        "Partial blocks are refused",
      );
    case "Decorator":
    case "DecoratorBlock":
      return refuse(context, "TEMPLATE_DECORATOR", startOf(statement), "Decorators are refused");
  }
}

function parseContent({ value, original, loc }: AstContent): readonly Syntax[] {
  if (value === "") {
    return [];
  }
  // Whitespace control only takes blanks away, so the first other character tells how many.
  const skipped =
    value.trim() === ""
      ? original.length - value.length
      : blanksBefore(original) - blanksBefore(value);
  const start = { line: loc.start.line, column: loc.start.column + 1 };
  return [{ kind: "text", value, at: positionInside(start, original, skipped) }];
}

function blanksBefore(text: string): number {
  return text.length - text.trimStart().length;
}

function parseMustache(statement: AstMustache, context: SyntaxContext): readonly Syntax[] {
  const { path, params, hash, escaped } = statement;
  const at = startOf(path);
  if (params.length > 0 || hash !== undefined) {
    const name = pathName(path);
    if (name === "-") {
      return refuse(context, "TEMPLATE_FOREIGN_BRACES", at, "This is a tag of another language", {
        found: "{{-",
        hint: "Write {{~ to take blanks away, or put foreign text into a raw block.",
      });
    }
    const isSection = blocks.includes(name);
    return refuse(context, "TEMPLATE_HELPER_UNKNOWN", at, `There is no helper ${name}`, {
      found: name,
      hint: isSection ? `Did you mean the block {{#${name} …}}?` : undefined,
    });
  }
  const parsed = parsePath(path, context);
  return parsed === undefined ? [] : [{ kind: "print", path: parsed, isSafe: !escaped }];
}

function isRaw(statement: AstBlock, { source }: SyntaxContext): boolean {
  return source.text.startsWith("{{{{", offsetAt(source, startOf(statement)));
}

function parseRaw(statement: AstBlock, context: SyntaxContext): readonly Syntax[] {
  const name = pathName(statement.path);
  if (name !== "raw" || statement.params.length > 0 || statement.hash !== undefined) {
    return refuse(context, "TEMPLATE_RAW_BLOCK", startOf(statement.path), "This is no raw block", {
      found: name,
      expected: "raw, without arguments",
    });
  }
  return parseProgram(statement.program, context);
}

function parseBlock(statement: AstBlock, context: SyntaxContext): readonly Syntax[] {
  const name = pathName(statement.path);
  const at = startOf(statement.path);
  if (!blocks.includes(name)) {
    const near = nearestName(name, blocks);
    return refuse(context, "TEMPLATE_BLOCK_UNKNOWN", at, `There is no block ${name}`, {
      found: name,
      expected: blocks.join(", "),
      hint: didYouMean(near) ?? "Use #each for lists, #with for maps, #if for conditions.",
    });
  }
  const [argument] = statement.params;
  if (argument === undefined || statement.params.length > 1) {
    return refuse(context, "TEMPLATE_ARGUMENTS", at, `#${name} takes one value`, {
      found: String(statement.params.length),
    });
  }
  const includeZero = parseOptions(statement.hash, name, context);
  const path = parsePath(argument, context);
  return name === "each" || name === "with"
    ? parseContextBlock(statement, name, path, context)
    : parseCondition(statement, name, path, includeZero, context);
}

function parseOptions(hash: AstHash | undefined, block: string, context: SyntaxContext): boolean {
  let includeZero = false;
  for (const { key, value, loc } of hash?.pairs ?? []) {
    const isKnown = (block === "if" || block === "unless") && key === "includeZero";
    if (isKnown && value.type === "BooleanLiteral") {
      includeZero = value.value === true;
    } else {
      refuse(context, "TEMPLATE_ARGUMENTS", startOf({ loc }), `#${block} has no such option`, {
        found: key,
        expected: block === "if" || block === "unless" ? "includeZero=true" : undefined,
      });
    }
  }
  return includeZero;
}

function parseCondition(
  statement: AstBlock,
  name: string,
  path: ReturnType<typeof parsePath>,
  includeZero: boolean,
  context: SyntaxContext,
): readonly Syntax[] {
  refuseParameters(statement, 0, name, context);
  const first = parseProgram(statement.program, context);
  const second = parseProgram(statement.inverse, context);
  const [body, otherwise] = name === "if" ? [first, second] : [second, first];
  const at = startOf(statement.path);
  // Without its condition the branches are still checked, one after the other.
  return path === undefined
    ? [...first, ...second]
    : [{ kind: "if", at, path, includeZero, body, otherwise }];
}

function parseContextBlock(
  statement: AstBlock,
  kind: "each" | "with",
  path: ReturnType<typeof parsePath>,
  context: SyntaxContext,
): readonly Syntax[] {
  const parameters = refuseParameters(statement, kind === "each" ? 2 : 1, kind, context);
  const otherwise = parseProgram(statement.inverse, context);
  if (path === undefined) {
    return otherwise;
  }
  const slot = context.nextSlot.value;
  context.nextSlot.value += 1;
  const names = parameters.map(({ name }) => name);
  const scopes = [...context.scopes, { kind, slot, names }];
  const body = parseProgram(statement.program, { ...context, scopes });
  return [{ kind, at: startOf(statement.path), path, slot, parameters, body, otherwise }];
}

/** The block parameters, those too many refused. */
function refuseParameters(
  statement: AstBlock,
  allowed: number,
  block: string,
  context: SyntaxContext,
): readonly BlockParameter[] {
  const names = (statement.program ?? statement.inverse)?.blockParams ?? [];
  let offset = context.source.text.indexOf("|", offsetAt(context.source, startOf(statement.path)));
  const parameters = names.map((name) => {
    offset = context.source.text.indexOf(name, offset);
    const at = positionAt(context.source, offset);
    offset += name.length;
    return { name, at };
  });
  for (const { name, at } of parameters.slice(allowed)) {
    refuse(context, "TEMPLATE_BLOCK_PARAMETERS", at, `#${block} has no such block parameter`, {
      found: name,
    });
  }
  for (const { name, at } of parameters.slice(0, allowed)) {
    refuseReserved(name, at, context);
  }
  return parameters.slice(0, allowed);
}
