/** Pieces of a pattern that match nothing but letters, digits, `_`, `.` and `-`. */
const piece =
  /^(?:[A-Za-z0-9_-]|\\[.dw-]|\[(?:[A-Za-z0-9_.]|\\[.dw-]|[A-Z]-[A-Z]|[a-z]-[a-z]|[0-9]-[0-9]|-(?=\]))+\]|[*+?]|\{\d+(?:,\d*)?\})/u;

/**
 * Whether everything a JSON Schema `pattern` accepts consists of letters, digits, `_`, `.` and
 * `-`. Says no where it is not sure: the pattern has to be anchored at both ends, and may use
 * literals, classes, groups, alternatives inside groups, and counts.
 */
export function isPlainPattern(pattern: string): boolean {
  if (!pattern.startsWith("^") || !pattern.endsWith("$") || pattern.endsWith("\\$")) {
    return false;
  }
  let rest = pattern.slice(1, -1);
  let depth = 0;
  while (rest !== "") {
    const group = /^\((?:\?:)?/u.exec(rest)?.[0];
    if (group !== undefined) {
      depth += 1;
      rest = rest.slice(group.length);
    } else if (rest.startsWith(")")) {
      depth -= 1;
      rest = rest.slice(1);
    } else if (rest.startsWith("|") && depth > 0) {
      rest = rest.slice(1);
    } else {
      const length = piece.exec(rest)?.[0].length ?? 0;
      if (length === 0) {
        return false;
      }
      rest = rest.slice(length);
    }
  }
  return depth === 0;
}
