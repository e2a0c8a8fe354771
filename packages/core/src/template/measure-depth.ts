/** What a tag does to the nesting of blocks. */
const opening = /^~?[#^](?=[^}\s]|\s+[^}\s])/u;
const chained = /^~?\s*else\s+[^}\s]/u;

/** Where blocks, `else if` chains or parentheses nest deeper than a limit. */
export interface DepthFault {
  readonly offset: number;
}

/**
 * Looks for nesting beyond a limit before the parser sees the source: its time grows with the
 * square of the depth, to minutes for 256 KB.
 */
export function findDepthFault(source: string, limit: number): DepthFault | undefined {
  /** How many levels the end tag of each open block closes. */
  const open: number[] = [];
  let depth = 0;
  for (let at = source.indexOf("{{"); at !== -1; at = source.indexOf("{{", at)) {
    const end = endOfTag(source, at);
    const inside = source.slice(at + 2, end);
    if (isEscaped(source, at)) {
      at += 2;
      continue;
    }
    if (source.startsWith("{{{{", at) || /^~?!/u.test(inside)) {
      at = end;
      continue;
    }
    if (parentheses(inside) > limit) {
      return { offset: at };
    }
    if (opening.test(inside)) {
      open.push(1);
      depth += 1;
    } else if (chained.test(inside)) {
      open.push((open.pop() ?? 0) + 1);
      depth += 1;
    } else if (/^~?\//u.test(inside)) {
      depth -= open.pop() ?? 0;
    }
    if (depth > limit) {
      return { offset: at };
    }
    at = end;
  }
  return undefined;
}

/** Handlebars prints a tag behind one backslash; two backslashes are one and the tag. */
function isEscaped(source: string, at: number): boolean {
  return source[at - 1] === "\\" && source[at - 2] !== "\\";
}

/** Never later than where the parser goes on looking for tags. */
function endOfTag(source: string, at: number): number {
  if (source.startsWith("{{{{", at)) {
    return after(source, at + 4, ["{{{{/"]);
  }
  const isLong = /^\{\{~?!--/u.test(source.slice(at, at + 6));
  return isLong ? after(source, at, ["--}}", "--~}}"]) : after(source, at + 2, ["}}"]);
}

function after(source: string, from: number, ends: readonly string[]): number {
  const found = ends.map((end) => source.indexOf(end, from)).filter((index) => index !== -1);
  return found.length === 0 ? source.length : Math.min(...found) + 2;
}

function parentheses(inside: string): number {
  let depth = 0;
  let deepest = 0;
  for (const character of inside) {
    depth += character === "(" ? 1 : character === ")" ? -1 : 0;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}
