/**
 * Texts are counted in code points, as upstream counts them: `𝒳` is one character. Most texts have
 * no character outside the basic plane, and are not taken apart.
 */
export function textSize(text: string): number {
  return hasSurrogates(text) ? Array.from(text).length : text.length;
}

/** The part of a text between two places, counted in code points. */
export function sliceText(text: string, start: number, end?: number): string {
  return hasSurrogates(text) ? Array.from(text).slice(start, end).join("") : text.slice(start, end);
}

/** Where a place counted in UTF-16 units stands, counted in code points; -1 stays what it is. */
export function toCodePoints(text: string, units: number): number {
  return units <= 0 ? units : textSize(text.slice(0, units));
}

/** Where a place counted in code points stands, counted in UTF-16 units. */
export function toUnits(text: string, codePoints: number): number {
  return sliceText(text, 0, codePoints).length;
}

function hasSurrogates(text: string): boolean {
  return /[\uD800-\uDFFF]/.test(text);
}
