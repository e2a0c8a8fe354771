import type { Finding } from "./findings.ts";

/** Ends the reading of a JSON text inside this folder; never leaves it. */
export class JsonSyntaxFault extends Error {
  readonly finding: Omit<Finding, "pointer">;

  constructor(finding: Omit<Finding, "pointer">) {
    super(finding.message);
    this.finding = finding;
  }
}

/** Steps through the signs of a JSON text; each step checks what it passes. */
export interface JsonScanner {
  readonly offset: number;
  peek(): string | undefined;
  skipBlanks(): void;
  skipBracket(): void;
  /** After an opening bracket: false if it is closed at once. */
  isEntryNext(close: "}" | "]"): boolean;
  /** After an entry: true past a comma, false past the closing bracket. */
  isEntryAfterComma(close: "}" | "]"): boolean;
  readKey(): string;
  readColon(): void;
  readString(): string;
  /** A number, or one of `true`, `false` and `null`. */
  readWord(): string;
  expectEnd(): void;
}

const blanks = /[ \t\n\r]*/uy;
const plainRun = /[^"\\\p{Cc}]+|[\u007f-\u009f]+/uy;
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?/uy;
const wordRun = /[\w.+-]+/uy;
const hex = /[0-9a-fA-F]{4}/uy;

/** The letters of one-letter escapes in JSON. */
export const simpleEscapes: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ["\\", "\\"],
  ["/", "/"],
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
]);

export function createJsonScanner(text: string): JsonScanner {
  let offset = 0;
  const match = (form: RegExp): string => {
    form.lastIndex = offset;
    const found = form.exec(text)?.[0] ?? "";
    offset += found.length;
    return found;
  };
  const skipBlanks = (): void => {
    match(blanks);
  };
  const fail = (code: Finding["code"], message: string, expected?: string, at = offset): never => {
    const sign = text.codePointAt(at);
    const found = sign === undefined ? "the end of the text" : String.fromCodePoint(sign);
    throw new JsonSyntaxFault({
      code,
      offset: at,
      message,
      found,
      ...(expected !== undefined && { expected }),
    });
  };
  const readEscape = (start: number): string => {
    const letter = text[offset + 1] ?? "";
    const simple = simpleEscapes.get(letter);
    if (simple !== undefined) {
      offset += 2;
      return simple;
    }
    hex.lastIndex = offset + 2;
    const digits = letter === "u" ? hex.exec(text)?.[0] : undefined;
    if (digits === undefined) {
      return letter === ""
        ? unclosed(start)
        : fail("READ_ESCAPE", "this backslash escape does not exist");
    }
    offset += 6;
    return String.fromCharCode(Number.parseInt(digits, 16));
  };
  const unclosed = (start: number): never =>
    fail("READ_UNCLOSED", "a quote is not closed", '"', start);
  const readString = (): string => {
    const start = offset;
    offset += 1;
    const parts: string[] = [];
    while (offset < text.length) {
      const sign = text[offset];
      if (sign === '"') {
        offset += 1;
        return parts.length === 1 ? (parts[0] ?? "") : parts.join("");
      }
      const part = sign === "\\" ? readEscape(start) : match(plainRun);
      if (part === "") {
        return sign === "\n" || sign === "\r"
          ? unclosed(start)
          : fail(
              "READ_SYNTAX",
              "a control character stands raw in a string",
              "an escape such as \\t",
            );
      }
      parts.push(part);
    }
    return unclosed(start);
  };
  return {
    get offset() {
      return offset;
    },
    peek: () => text[offset],
    skipBlanks,
    skipBracket() {
      offset += 1;
      skipBlanks();
    },
    isEntryNext(close) {
      if (text[offset] !== close) {
        return true;
      }
      offset += 1;
      return false;
    },
    isEntryAfterComma(close) {
      skipBlanks();
      const sign = text[offset];
      if (sign !== "," && sign !== close) {
        fail("READ_SYNTAX", "an entry is followed by something else", `, or ${close}`);
      }
      offset += 1;
      if (sign === close) {
        return false;
      }
      skipBlanks();
      if (text[offset] === close) {
        fail("READ_SYNTAX", "a comma follows the last entry", "another entry");
      }
      return true;
    },
    readKey() {
      return text[offset] === '"'
        ? readString()
        : fail("READ_SYNTAX", "a key is not a string in double quotes", '"key"');
    },
    readColon() {
      skipBlanks();
      if (text[offset] !== ":") {
        fail("READ_MISSING_COLON", "a key is not followed by a colon", ":");
      }
      offset += 1;
      skipBlanks();
    },
    readString,
    readWord() {
      const start = offset;
      const word = match(wordRun);
      number.lastIndex = start;
      if (
        word === "null" ||
        word === "true" ||
        word === "false" ||
        (word !== "" && number.exec(text)?.[0] === word)
      ) {
        return word;
      }
      return fail("READ_SYNTAX", "this is no JSON value", "a value", start);
    },
    expectEnd() {
      if (offset < text.length) {
        fail("READ_SYNTAX", "more text follows the value", "the end of the text");
      }
    },
  };
}
