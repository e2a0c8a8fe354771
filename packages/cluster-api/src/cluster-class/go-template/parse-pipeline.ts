import { fail, giveUp } from "../evaluation.ts";
import type { Command, Operand, Pipeline } from "./template-syntax.ts";
import { type Token, tokenize } from "./tokenize.ts";

/** Brackets inside one another. */
const maxDepth = 50;

interface Reader {
  readonly tokens: readonly Token[];
  offset: number;
  depth: number;
}

/** Reads what stands in an action: commands joined by bars. */
export function parsePipeline(action: string): Pipeline {
  const reader: Reader = { tokens: tokenize(action), offset: 0, depth: 0 };
  const pipeline = readPipeline(reader);
  return reader.offset === reader.tokens.length
    ? pipeline
    : fail("a bracket of the template is closed that is not open");
}

function readPipeline(reader: Reader): Pipeline {
  const commands: Command[] = [readCommand(reader)];
  while (isSign(reader, "|")) {
    reader.offset += 1;
    commands.push(readCommand(reader));
  }
  return commands;
}

function readCommand(reader: Reader): Command {
  const operands: Operand[] = [];
  while (reader.offset < reader.tokens.length && !isSign(reader, "|") && !isSign(reader, ")")) {
    operands.push(readOperand(reader));
  }
  return operands.length === 0 ? fail("a command of the template is missing") : operands;
}

function readOperand(reader: Reader): Operand {
  const token = reader.tokens[reader.offset];
  reader.offset += 1;
  switch (token?.type) {
    case "field":
      return { type: "field", path: pathOf(token.text) };
    case "text":
      return { type: "literal", value: unquote(token.text), isInteger: false };
    case "number":
      return {
        type: "literal",
        value: numberOf(token.text),
        isInteger: /^[+-]?\d+$/u.test(token.text),
      };
    case "word":
      return wordOf(token.text);
    case "sign":
      return token.text === "("
        ? readBrackets(reader)
        : fail("a command of the template is missing");
    default:
      return fail("the template ends inside of an action");
  }
}

function readBrackets(reader: Reader): Operand {
  reader.depth += 1;
  if (reader.depth > maxDepth) {
    return giveUp(`brackets are nested more than ${maxDepth} deep`);
  }
  const pipeline = readPipeline(reader);
  if (!isSign(reader, ")")) {
    return fail("a bracket of the template is not closed");
  }
  reader.offset += 1;
  reader.depth -= 1;
  const next = reader.tokens[reader.offset];
  if (next?.type === "field" && next.isAttached) {
    reader.offset += 1;
    return { type: "pipeline", pipeline, path: pathOf(next.text) };
  }
  return { type: "pipeline", pipeline, path: [] };
}

function isSign(reader: Reader, sign: string): boolean {
  const token = reader.tokens[reader.offset];
  return token?.type === "sign" && token.text === sign;
}

function pathOf(text: string): readonly string[] {
  return text === "." ? [] : text.slice(1).split(".");
}

function wordOf(word: string): Operand {
  if (word === "true" || word === "false") {
    return { type: "literal", value: word === "true", isInteger: false };
  }
  return word === "nil"
    ? { type: "literal", value: null, isInteger: false }
    : { type: "function", name: word };
}

function numberOf(text: string): number {
  const value = Number(text);
  return Number.isFinite(value) && /^[+-]?\d+(?:\.\d+)?$/u.test(text)
    ? value
    : giveUp(`the template uses the number ${text}`);
}

const escapes: ReadonlyMap<string, string> = new Map([
  ["n", "\n"],
  ["t", "\t"],
  ["r", "\r"],
  ['"', '"'],
  ["\\", "\\"],
]);

function unquote(text: string): string {
  return text.startsWith("`")
    ? text.slice(1, -1)
    : text
        .slice(1, -1)
        .replaceAll(
          /\\(?<sign>.)/gu,
          (_, sign: string) =>
            escapes.get(sign) ?? giveUp(`the template uses the escape \\${sign}`),
        );
}
