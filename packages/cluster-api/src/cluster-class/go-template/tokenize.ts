import { fail, giveUp } from "../evaluation.ts";

/** One sign or word inside of an action. */
export interface Token {
  readonly type: "field" | "word" | "text" | "number" | "sign";
  readonly text: string;
  /** Whether it stands directly behind the token before it. */
  readonly isAttached: boolean;
}

const patterns: readonly (readonly [Token["type"], RegExp])[] = [
  ["text", /"(?:[^"\\\n]|\\.)*"|`[^`]*`/uy],
  ["field", /(?:\.[\p{L}_][\p{L}\p{Nd}_]*)+|\./uy],
  ["number", /[+-]?\d[\d_.]*(?:[eE][+-]?\d+)?/uy],
  ["word", /[\p{L}_][\p{L}\p{Nd}_]*/uy],
  ["sign", /[()|]/uy],
];

/** Splits what stands between the braces of an action. */
export function tokenize(action: string): readonly Token[] {
  const tokens: Token[] = [];
  let offset = 0;
  let isAttached = false;
  while (offset < action.length) {
    const blank = /\s*/uy;
    blank.lastIndex = offset;
    const skipped = blank.exec(action)?.[0].length ?? 0;
    isAttached = skipped === 0 && offset > 0;
    offset += skipped;
    if (offset < action.length) {
      const token = tokenAt(action, offset, isAttached);
      tokens.push(token);
      offset += token.text.length;
    }
  }
  return tokens;
}

function tokenAt(action: string, offset: number, isAttached: boolean): Token {
  for (const [type, pattern] of patterns) {
    pattern.lastIndex = offset;
    const text = pattern.exec(action)?.[0];
    if (text !== undefined) {
      return { type, text, isAttached };
    }
  }
  const sign = action.charAt(offset);
  return sign === '"' || sign === "`"
    ? fail("a text in the template is not closed")
    : giveUp(`the template uses ${JSON.stringify(sign)}`);
}
