import type { CST } from "yaml";

/** Adds up what parsing a YAML text costs, in lexemes. */
export interface LexemeBudget {
  /** True once more is spent than there is. */
  readonly isSpent: boolean;
  /** Takes the type of the next lexeme; null for one without, such as the text of a scalar. */
  take(type: CST.TokenType | null): void;
}

/** How many tokens the parser looks at again in the time that a new one takes it. */
const glances = 64;

/** Brackets and commas stand for as many lexemes: the values between them may have a single one. */
const bracketCost = 3;

/**
 * The parser looks at some tokens again and again, which a hostile text can turn into quadratic
 * time: at blank lines for each comment after them, and at brackets for each colon that makes a key
 * of them. That is charged as well.
 */
export function createLexemeBudget(limit: number): LexemeBudget {
  let spent = 0;
  let blanks = 0;
  let hasComment = false;
  /** What was spent before each open bracket. */
  const opened: number[] = [];
  /** What was spent inside the bracket that was closed last, if nothing but blanks follows it. */
  let inside = 0;
  return {
    get isSpent() {
      return spent > limit;
    },
    take(type) {
      spent += 1;
      switch (type) {
        case "space":
        case "newline":
          blanks += hasComment ? 0 : 1;
          return;
        case "comment":
          hasComment = true;
          spent += Math.floor(blanks / glances);
          return;
        case "flow-map-start":
        case "flow-seq-start":
          spent += bracketCost - 1;
          opened.push(spent);
          break;
        case "flow-map-end":
        case "flow-seq-end":
        case "comma":
          spent += bracketCost - 1;
          break;
        case "map-value-ind":
          spent += Math.floor(inside / glances);
          break;
        default:
      }
      inside = isClosing(type) ? spent - (opened.pop() ?? spent) : 0;
      blanks = 0;
      hasComment = false;
    },
  };
}

function isClosing(type: CST.TokenType | null): boolean {
  return type === "flow-map-end" || type === "flow-seq-end";
}
