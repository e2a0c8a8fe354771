/** Where a substitution cannot go on. */
export interface SyntaxFault {
  readonly offset: number;
  readonly message: string;
  /** The function is readable, and refused. */
  readonly isFunction?: boolean;
}

/** Goes through a text once, from left to right. */
export class TemplateCursor {
  offset = 0;
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  get isAtEnd(): boolean {
    return this.offset >= this.text.length;
  }

  /** The character here; empty at the end. */
  peek(ahead = 0): string {
    return this.text.charAt(this.offset + ahead);
  }

  startsSubstitution(): boolean {
    return this.peek() === "$" && this.peek(1) === "{";
  }

  /** Takes a character if it is this one. */
  take(character: string): boolean {
    const isHere = this.peek() === character;
    this.offset += isHere ? 1 : 0;
    return isHere;
  }

  /** Letters, digits and underscores from here on. */
  takeName(): string {
    return this.takeMatch(/[\p{L}\p{Nd}_]*/uy);
  }

  /** What a sticky pattern matches here; it may match nothing. */
  takeMatch(pattern: RegExp): string {
    pattern.lastIndex = this.offset;
    const found = pattern.exec(this.text)?.[0] ?? "";
    this.offset += found.length;
    return found;
  }

  /** Text up to a stop sign, a substitution or the end, escapes resolved. */
  takeText(stops: string, escapes: string): string {
    const pieces: string[] = [];
    let start = this.offset;
    while (!this.isAtEnd && !stops.includes(this.peek()) && !this.startsSubstitution()) {
      const escaped = this.isEscape(escapes);
      if (escaped) {
        pieces.push(this.text.slice(start, this.offset));
        start = this.offset + 1;
      }
      this.offset += escaped ? 2 : 1;
    }
    return `${pieces.join("")}${this.text.slice(start, this.offset)}`;
  }

  /** `$$` stands for `$`; inside replacements `\/` and `\\` for the second sign. */
  private isEscape(escapes: string): boolean {
    const [first, second] = [this.peek(), this.peek(1)];
    if (!escapes.includes(first) || second === "") {
      return false;
    }
    return first === "$" ? second === "$" : first === "\\" && (second === "/" || second === "\\");
  }
}
