/** Characters that need no escape between double quotes in any format. */
export const plainInQuotes = /^[ !#-[\]-~]*$/u;

/** What readers drop, fold or refuse when it stands there raw. */
const unseen = /[\u007f-\u00a0\u2028\u2029\ufeff\ufffe\uffff]/gu;

/**
 * A text between double quotes with JSON's escapes, which YAML and TOML share; what readers
 * treat unalike (C1 controls, no-break space, line and paragraph separators, byte-order mark)
 * is escaped as well.
 */
export function quoteText(text: string): string {
  return plainInQuotes.test(text)
    ? `"${text}"`
    : JSON.stringify(text).replace(unseen, (character) => escapeUnit(character));
}

/** A character of the basic plane as `\uXXXX`. */
export function escapeUnit(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
