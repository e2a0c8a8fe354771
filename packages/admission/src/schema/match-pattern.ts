import { RE2JS } from "re2js";

/** Longest pattern that is compiled, in UTF-16 units. */
const longestPattern = 20_000;

/** How many patterns are kept compiled; the oldest goes first. */
const mostPatterns = 1000;

const compiled = new Map<string, RE2JS | undefined>();

/**
 * Whether a text matches a pattern of a schema somewhere, as Go's engine judges it: in linear
 * time, whatever the pattern.
 *
 * @returns undefined where the pattern is no regular expression of RE2
 */
export function matchPattern(pattern: string, text: string): boolean | undefined {
  return compilePattern(pattern)?.test(text);
}

/** The pattern ready to match; undefined where RE2 refuses it. */
export function compilePattern(pattern: string): RE2JS | undefined {
  if (compiled.has(pattern)) {
    return compiled.get(pattern);
  }
  const expression = tryCompile(pattern);
  const [oldest] = compiled.keys();
  if (compiled.size >= mostPatterns && oldest !== undefined) {
    compiled.delete(oldest);
  }
  compiled.set(pattern, expression);
  return expression;
}

function tryCompile(pattern: string): RE2JS | undefined {
  if (pattern.length > longestPattern) {
    return undefined;
  }
  try {
    return RE2JS.compile(pattern);
  } catch {
    return undefined;
  }
}
