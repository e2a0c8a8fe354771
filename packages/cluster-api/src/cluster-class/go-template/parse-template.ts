import { type Evaluation, evaluate, fail, giveUp } from "../evaluation.ts";
import { parsePipeline } from "./parse-pipeline.ts";
import type { TemplatePart } from "./template-syntax.ts";

/** Longest template, and conditions inside one another. */
const maxLength = 65_536;
const maxDepth = 50;

/** Words that open what is not evaluated here. */
const otherActions = /^(?:range|with|define|template|block|break|continue)\b/u;

interface Reader {
  readonly parts: readonly (string | { readonly action: string })[];
  offset: number;
}

/**
 * Reads a Go template of the part that is evaluated here: fields, literals, functions, pipelines
 * and conditions.
 */
export function parseTemplate(source: string): Evaluation<readonly TemplatePart[]> {
  return evaluate(() => {
    if (source.length > maxLength) {
      return giveUp(`the template is longer than ${maxLength} characters`);
    }
    const reader: Reader = { parts: splitActions(source), offset: 0 };
    const { body, end } = readBody(reader, 0);
    return end === undefined ? body : fail(`the template has a ${end} that belongs to nothing`);
  });
}

/** Texts and actions in turn; the blanks an action trims are gone. */
function splitActions(source: string): readonly (string | { readonly action: string })[] {
  const parts: (string | { readonly action: string })[] = [];
  let rest = source;
  for (let open = rest.indexOf("{{"); open !== -1; open = rest.indexOf("{{")) {
    const before = rest.slice(0, open);
    const trimsBefore = /^-\s/u.test(rest.slice(open + 2, open + 4));
    const inner = rest.slice(open + (trimsBefore ? 3 : 2));
    const { length, action, trimsAfter } = takeAction(inner);
    parts.push(trimsBefore ? before.trimEnd() : before);
    if (!/^\s*\/\*/u.test(action)) {
      parts.push({ action: action.trim() });
    }
    rest = trimsAfter ? inner.slice(length).trimStart() : inner.slice(length);
  }
  return [...parts, rest];
}

function takeAction(inner: string): {
  readonly length: number;
  readonly action: string;
  readonly trimsAfter: boolean;
} {
  const found =
    /^(?<action>(?:"(?:[^"\\\n]|\\.)*"|`[^`]*`|(?!\}\})[^"`])*?)(?<trim>\s-)?\}\}/u.exec(inner);
  const action = found?.groups?.["action"];
  return found === null || action === undefined
    ? fail("an action of the template is not closed")
    : { length: found[0].length, action, trimsAfter: found.groups?.["trim"] !== undefined };
}

function readBody(
  reader: Reader,
  depth: number,
): { readonly body: readonly TemplatePart[]; readonly end: string | undefined } {
  const body: TemplatePart[] = [];
  while (reader.offset < reader.parts.length) {
    const part = reader.parts[reader.offset] ?? "";
    reader.offset += 1;
    if (typeof part === "string") {
      body.push({ type: "text", text: part });
    } else if (/^(?:else|end)\b/u.test(part.action)) {
      return { body, end: part.action };
    } else {
      body.push(readAction(part.action, reader, depth));
    }
  }
  return { body, end: undefined };
}

function readAction(action: string, reader: Reader, depth: number): TemplatePart {
  const condition = /^if\b(?<condition>[\s\S]*)$/u.exec(action)?.groups?.["condition"];
  if (condition !== undefined) {
    return readCondition(condition, reader, depth + 1);
  }
  if (otherActions.test(action)) {
    return giveUp(`the template uses ${action.split(/\s/u)[0] ?? ""}`);
  }
  return { type: "print", pipeline: parsePipeline(action) };
}

function readCondition(condition: string, reader: Reader, depth: number): TemplatePart {
  if (depth > maxDepth) {
    return giveUp(`conditions are nested more than ${maxDepth} deep`);
  }
  const inside = readBody(reader, depth);
  return {
    type: "if",
    condition: parsePipeline(condition),
    body: inside.body,
    otherwise: readOtherwise(inside.end, reader, depth),
  };
}

function readOtherwise(
  end: string | undefined,
  reader: Reader,
  depth: number,
): readonly TemplatePart[] {
  if (end === undefined) {
    return fail("a condition of the template has no end");
  }
  if (end === "end") {
    return [];
  }
  const next = /^else\s+if\b(?<condition>[\s\S]*)$/u.exec(end)?.groups?.["condition"];
  if (next !== undefined) {
    return [readCondition(next, reader, depth + 1)];
  }
  if (end !== "else") {
    return giveUp(`the template uses ${end}`);
  }
  const otherwise = readBody(reader, depth);
  return otherwise.end === "end" ? otherwise.body : fail("a condition of the template has no end");
}
