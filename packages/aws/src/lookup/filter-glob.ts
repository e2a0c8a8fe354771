/**
 * Whether a text matches a value of an EC2 filter: `*` is any text, `?` one character, `\` makes
 * the next character literal; the case counts, and the whole text has to match. Takes no more
 * steps than the product of both lengths.
 *
 * @example
 * ```ts
 * matchesFilter("capa-ami-ubuntu-24.04-?1.34.1-*", "capa-ami-ubuntu-24.04-v1.34.1-1757000000");
 * // => true
 * matchesFilter("capa-ami-ubuntu-24.04-?1.34.1-*", "capa-ami-ubuntu-24.04-1.34.1-1757000000");
 * // => false
 * matchesFilter("a\\*", "a*"); // => true
 * ```
 */
export function matchesFilter(pattern: string, text: string): boolean {
  const wanted = tokens(pattern);
  const found = Array.from(text);
  let at = 0;
  let token = 0;
  let star = -1;
  let resume = 0;
  while (at < found.length) {
    const current = wanted[token];
    if (current?.kind === "any") {
      star = token;
      resume = at;
      token += 1;
    } else if (current !== undefined && (current.kind === "one" || current.text === found[at])) {
      token += 1;
      at += 1;
    } else if (star === -1) {
      return false;
    } else {
      token = star + 1;
      resume += 1;
      at = resume;
    }
  }
  return wanted.slice(token).every(({ kind }) => kind === "any");
}

/**
 * A text as a value of an EC2 filter that matches this text alone.
 *
 * @example
 * ```ts
 * literalFilter("node-image (v2?)"); // => "node-image (v2\\?)"
 * ```
 */
export function literalFilter(text: string): string {
  return text.replaceAll(/[*?\\]/gu, String.raw`\$&`);
}

type Token =
  | { readonly kind: "any" }
  | { readonly kind: "one" }
  | { readonly kind: "text"; readonly text: string };

function tokens(pattern: string): readonly Token[] {
  const characters = Array.from(pattern);
  const found: Token[] = [];
  for (let at = 0; at < characters.length; at += 1) {
    const character = characters[at] ?? "";
    const next = characters[at + 1];
    if (character === "\\" && next !== undefined) {
      found.push({ kind: "text", text: next });
      at += 1;
    } else if (character === "*") {
      found.push({ kind: "any" });
    } else {
      found.push(character === "?" ? { kind: "one" } : { kind: "text", text: character });
    }
  }
  return found;
}
