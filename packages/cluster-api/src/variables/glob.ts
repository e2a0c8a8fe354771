/** One thing a pattern asks for at one character. */
type GlobTerm =
  | { readonly type: "many" }
  | { readonly type: "any" }
  | { readonly type: "one"; readonly character: string };

/**
 * Reads a shell pattern of `*`, `?` and plain characters; undefined for classes and escapes, which
 * drone/envsubst reads differently from one function to the next.
 */
export function parseGlob(pattern: string): readonly GlobTerm[] | undefined {
  if (/[[\]\\]/u.test(pattern)) {
    return undefined;
  }
  return Array.from(pattern, (character) =>
    character === "*"
      ? { type: "many" }
      : character === "?"
        ? { type: "any" }
        : { type: "one", character },
  );
}

/**
 * Lengths of the beginnings of a text that a pattern matches, in characters, shortest first. Takes
 * time in proportion to both lengths.
 */
export function matchedPrefixes(
  terms: readonly GlobTerm[],
  characters: readonly string[],
): readonly number[] {
  // How many characters the terms so far can have taken.
  let reached = new Set([0]);
  for (const term of terms) {
    reached = advance(term, reached, characters);
  }
  return [...reached].toSorted((a, b) => a - b);
}

function advance(
  term: GlobTerm,
  reached: ReadonlySet<number>,
  characters: readonly string[],
): Set<number> {
  if (term.type === "many") {
    const first = Math.min(...reached);
    return reached.size === 0
      ? new Set()
      : new Set(Array.from({ length: characters.length - first + 1 }, (_, index) => first + index));
  }
  const next = new Set<number>();
  for (const place of reached) {
    const character = characters[place];
    if (character !== undefined && (term.type === "any" || term.character === character)) {
      next.add(place + 1);
    }
  }
  return next;
}
