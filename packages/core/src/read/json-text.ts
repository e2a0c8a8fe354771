import type { JsonValue } from "../json-value.ts";
import { createJsonScanner, type JsonScanner, JsonSyntaxFault } from "./json-scanner.ts";
import { checkName } from "./map-key.ts";
import { isExactNumber } from "./number-text.ts";
import { checkString } from "./scalar-value.ts";
import { shorten } from "./shorten.ts";
import { addPart, emptyMapParts, type LocatedValue, type SourceNode } from "./source-node.ts";
import { report, type Walk } from "./walk.ts";

/** The walk over a text that is read, and what is kept of it. */
export interface JsonWalk extends Walk {
  /** Whether nodes of maps and lists know their parts. */
  readonly keepsPlaces: boolean;
}

/**
 * Reads one JSON value, strictly by the grammar, and says where each part stands.
 *
 * @returns undefined after the first break of the grammar, which is reported: what follows it
 * would be a guess
 * @see https://www.rfc-editor.org/rfc/rfc8259
 */
export function parseJsonText(text: string, walk: JsonWalk): LocatedValue | undefined {
  const scanner = createJsonScanner(text);
  try {
    scanner.skipBlanks();
    const converted = parseValue(scanner, walk);
    scanner.skipBlanks();
    scanner.expectEnd();
    return converted;
  } catch (error) {
    if (!(error instanceof JsonSyntaxFault)) {
      throw error;
    }
    report(walk, error.finding);
    return undefined;
  }
}

function parseValue(scanner: JsonScanner, walk: JsonWalk): LocatedValue {
  switch (scanner.peek()) {
    case "{":
      return parseMap(scanner, walk);
    case "[":
      return parseList(scanner, walk);
    case '"':
      return parseString(scanner, walk);
    default:
      return parseWord(scanner, walk);
  }
}

function parseMap(scanner: JsonScanner, walk: JsonWalk): LocatedValue {
  const start = open(scanner, walk);
  // Without a prototype no key is special, `__proto__` included.
  const value: { [key: string]: JsonValue } = Object.create(null);
  const parts = walk.keepsPlaces ? emptyMapParts() : undefined;
  for (let more = scanner.isEntryNext("}"); more; more = scanner.isEntryAfterComma("}")) {
    const keyStart = scanner.offset;
    const key = scanner.readKey();
    checkString(walk, key, keyStart);
    checkName(walk, key, keyStart, value);
    scanner.readColon();
    walk.path.push(key);
    const converted = parseValue(scanner, walk);
    walk.path.pop();
    value[key] = converted.value;
    if (parts !== undefined) {
      addPart(parts, key, keyStart, converted.node);
    }
  }
  return { value, node: { start, end: scanner.offset, ...parts } };
}

function parseList(scanner: JsonScanner, walk: JsonWalk): LocatedValue {
  const start = open(scanner, walk);
  const value: JsonValue[] = [];
  const children: SourceNode[] = [];
  for (let more = scanner.isEntryNext("]"); more; more = scanner.isEntryAfterComma("]")) {
    walk.path.push(value.length);
    const converted = parseValue(scanner, walk);
    walk.path.pop();
    value.push(converted.value);
    if (walk.keepsPlaces) {
      children.push(converted.node);
    }
  }
  const { offset: end } = scanner;
  return { value, node: walk.keepsPlaces ? { start, end, children } : { start, end } };
}

/** Steps over the opening bracket, unless it lies too deep. */
function open(scanner: JsonScanner, walk: Walk): number {
  const { offset } = scanner;
  if (walk.path.length >= walk.limits.depth) {
    const message = `maps and lists lie more than ${walk.limits.depth} deep`;
    throw new JsonSyntaxFault({ code: "READ_TOO_DEEP", offset, message });
  }
  scanner.skipBracket();
  return offset;
}

function parseString(scanner: JsonScanner, walk: Walk): LocatedValue {
  const start = scanner.offset;
  const value = scanner.readString();
  checkString(walk, value, start);
  return { value, node: { start, end: scanner.offset } };
}

function parseWord(scanner: JsonScanner, walk: Walk): LocatedValue {
  const start = scanner.offset;
  const word = scanner.readWord();
  const node = { start, end: scanner.offset };
  if (word === "null") {
    return { value: null, node };
  }
  if (word === "true" || word === "false") {
    return { value: word === "true", node };
  }
  const value = Number(word);
  if (!isExactNumber(word, value)) {
    const message = "the number cannot be kept exactly";
    const found = shorten(word);
    report(walk, { code: "READ_NUMBER_INEXACT", offset: start, message, found });
  }
  return { value, node };
}
