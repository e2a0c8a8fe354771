const escapes: ReadonlyMap<string, string> = new Map([
  ["\u0007", "\\a"],
  ["\b", "\\b"],
  ["\f", "\\f"],
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
  ["\v", "\\v"],
  ["\\", "\\\\"],
  ['"', '\\"'],
]);

/** A text in double quotes, with what cannot be seen written as escapes. */
export function quoteText(text: string): string {
  const body = text
    .toWellFormed()
    .replace(/[\p{Cc}\\"]/gu, (character) => escapes.get(character) ?? character);
  return `"${body}"`;
}
