import { isExactNumber } from "./number-text.ts";
import { shorten } from "./shorten.ts";

/** A number of a TOML text that loses digits when it becomes a double. */
export interface InexactNumber {
  readonly offset: number;
  readonly found: string;
}

const word = /[A-Za-z0-9_+.-]+/uy;
const decimal = /^[+-]?\d[\d_]*(?:\.[\d_]+)?(?:[eE][+-]?[\d_]+)?$/u;
const next = /[ \t]*(?<sign>[=.]?)/uy;

/**
 * The fractions of a TOML text that a double does not keep. The parser hands over doubles alone, so
 * they are looked for in the text, outside of quotes and comments; it refuses long integers itself.
 *
 * @param text - TOML that has been parsed without an error
 * @param most - how many are looked for
 */
export function inexactNumbers(text: string, most: number): readonly InexactNumber[] {
  const found: InexactNumber[] = [];
  let offset = 0;
  while (offset < text.length && found.length < most) {
    const sign = text[offset];
    if (sign === "#") {
      offset = endOr(text, text.indexOf("\n", offset));
      continue;
    }
    if (sign === '"' || sign === "'") {
      offset = afterQuotes(text, offset, sign);
      continue;
    }
    word.lastIndex = offset;
    const token = word.exec(text)?.[0] ?? "";
    if (/[.eE]/u.test(token) && decimal.test(token) && !isKey(text, offset + token.length)) {
      const digits = token.replaceAll("_", "");
      if (!isExactNumber(digits, Number(digits))) {
        found.push({ offset, found: shorten(token) });
      }
    }
    offset += token.length || 1;
  }
  return found;
}

/** `1.5 = "a"` is a key of two parts. */
function isKey(text: string, offset: number): boolean {
  next.lastIndex = offset;
  const sign = next.exec(text)?.groups?.["sign"];
  return sign === "=" || sign === ".";
}

function afterQuotes(text: string, start: number, quote: '"' | "'"): number {
  const triple = quote.repeat(3);
  const close = text.startsWith(triple, start) ? triple : quote;
  let offset = start + close.length;
  while (offset < text.length && !text.startsWith(close, offset)) {
    offset += quote === '"' && text[offset] === "\\" ? 2 : 1;
  }
  // One or two quotes before the closing ones belong to the text.
  const more = close === triple ? /["']{0,2}/uy : /(?:)/uy;
  more.lastIndex = offset + close.length;
  return more.lastIndex + (more.exec(text)?.[0].length ?? 0);
}

function endOr(text: string, offset: number): number {
  return offset === -1 ? text.length : offset;
}
