import { type SyntaxFault, TemplateCursor } from "./template-cursor.ts";
import type { SubstitutionNode, TemplateNode } from "./template-nodes.ts";

/** Substitutions inside one another. */
const maxDepth = 100;

/** Blanks are allowed directly inside the braces of a bare variable. */
const blanksInBraces = /\$\{[\t\n\f\r ]*[\dA-Za-z_$]+[\t\n\f\r ]*\}/gu;

/**
 * Reads a clusterctl template as drone/envsubst does, after the blanks inside the braces of bare
 * variables are gone.
 */
export function parseTemplateText(text: string): readonly TemplateNode[] | SyntaxFault {
  const tight = text.replaceAll(blanksInBraces, (match) => match.replaceAll(/[\t\n\f\r ]/gu, ""));
  const cursor = new TemplateCursor(tight);
  const nodes: TemplateNode[] = [];
  while (!cursor.isAtEnd) {
    const node = cursor.startsSubstitution()
      ? substitution(cursor, 0)
      : ({ type: "text", text: cursor.takeText("", "$") } as const);
    if (isFault(node)) {
      return node;
    }
    nodes.push(node);
  }
  return nodes;
}

export function isFault(
  value: readonly TemplateNode[] | TemplateNode | SyntaxFault,
): value is SyntaxFault {
  return "message" in value;
}

function substitution(cursor: TemplateCursor, depth: number): SubstitutionNode | SyntaxFault {
  const offset = cursor.offset;
  cursor.offset += 2;
  if (depth >= maxDepth) {
    return { offset, message: `substitutions are nested more than ${maxDepth} deep` };
  }
  const isLength = cursor.take("#");
  const name = cursor.takeName();
  if (name === "") {
    return { offset, message: "the substitution names no variable" };
  }
  const operator = isLength ? "length" : takeOperator(cursor);
  const parameters = takeParameters(cursor, operator, depth);
  if ("message" in parameters) {
    return parameters;
  }
  return cursor.take("}")
    ? { type: "substitution", name, operator, parameters, offset }
    : { offset, message: `the substitution of ${name} is not closed where it should be` };
}

/** The signs after the name; an unreadable sign is no operator, and the closing brace is missing. */
function takeOperator(cursor: TemplateCursor): string {
  return cursor.takeMatch(/:[=\-?+]|:|=|,,|\^\^|,\^|\^,|,|\^|\/[/#%]|\/|##|#|%%|%/uy);
}

const refusedOperators = new Map([
  [":?", "clusterctl takes it for a default, the shell for a demand"],
  [":+", "clusterctl takes it for a default, the shell for an alternative"],
  [",^", "it is no function"],
  ["^,", "it is no function"],
]);

function takeParameters(
  cursor: TemplateCursor,
  operator: string,
  depth: number,
): readonly TemplateNode[] | SyntaxFault {
  const refusal = refusedOperators.get(operator);
  if (refusal !== undefined) {
    const message = `the function ${operator} is refused: ${refusal}`;
    return { offset: cursor.offset - operator.length, message, isFunction: true };
  }
  if (operator === "=" || operator === ":=" || operator === ":-") {
    return takeDefault(cursor, depth);
  }
  if (operator.startsWith("#") || operator.startsWith("%")) {
    const pattern = takeParameter(cursor, depth, "}", "");
    return isFault(pattern) ? pattern : [pattern];
  }
  if (operator === ":") {
    return takeSubstring(cursor, depth);
  }
  return operator.startsWith("/") ? takeReplacement(cursor, depth) : [];
}

function takeDefault(cursor: TemplateCursor, depth: number): readonly TemplateNode[] | SyntaxFault {
  const parts: TemplateNode[] = [];
  while (!cursor.isAtEnd && cursor.peek() !== "}") {
    const part = takeParameter(cursor, depth, "}", "");
    if (isFault(part)) {
      return part;
    }
    parts.push(part);
  }
  return parts;
}

function takeSubstring(
  cursor: TemplateCursor,
  depth: number,
): readonly TemplateNode[] | SyntaxFault {
  const position = takeParameter(cursor, depth, ":}", "");
  if (isFault(position) || cursor.takeMatch(/:+/uy) === "") {
    return isFault(position) ? position : [position];
  }
  const length = takeParameter(cursor, depth, "}", "");
  return isFault(length) ? length : [position, length];
}

function takeReplacement(
  cursor: TemplateCursor,
  depth: number,
): readonly TemplateNode[] | SyntaxFault {
  const pattern = takeParameter(cursor, depth, "/", "$\\");
  if (isFault(pattern)) {
    return pattern;
  }
  if (cursor.takeMatch(/\/+/uy) === "") {
    return { offset: cursor.offset, message: "the replacement has no second slash" };
  }
  if (cursor.peek() === "}") {
    return [pattern];
  }
  const replacement = takeParameter(cursor, depth, "}", "$\\");
  return isFault(replacement) ? replacement : [pattern, replacement];
}

/** One substitution, or text that is not empty. */
function takeParameter(
  cursor: TemplateCursor,
  depth: number,
  stops: string,
  escapes: string,
): TemplateNode | SyntaxFault {
  if (cursor.startsSubstitution()) {
    return substitution(cursor, depth + 1);
  }
  const offset = cursor.offset;
  const text = cursor.takeText(stops, escapes);
  return text === ""
    ? { offset, message: "a parameter of the substitution is missing" }
    : { type: "text", text };
}
