import { diffLines, type LineBlock, linesOf } from "./line-diff.ts";

/** A file of a team, and what is to stand in it. */
export interface FileEdit {
  /** The name it was read under. */
  readonly file: string;
  readonly before: string;
  readonly after: string;
}

/** Lines of context around a change. */
const context = 3;

/**
 * The changes of files as one text that `git apply` and `patch -p1` take, and reviewers read: three
 * lines of context, names as git writes them. Files that do not change are left out.
 *
 * @param edits - names are relative to the folder in which the text is applied
 * @example
 * ```ts
 * const before = "spec:\n  version: v1.33.4\n";
 * const after = "spec:\n  version: v1.34.1\n";
 * renderUnifiedDiff([{ file: "orders/workers.yaml", before, after }]);
 * // => "diff --git a/orders/workers.yaml b/orders/workers.yaml\n" +
 * //    "--- a/orders/workers.yaml\n" +
 * //    "+++ b/orders/workers.yaml\n" +
 * //    "@@ -1,2 +1,2 @@\n" +
 * //    " spec:\n" +
 * //    "-  version: v1.33.4\n" +
 * //    "+  version: v1.34.1\n"
 * ```
 */
export function renderUnifiedDiff(edits: Iterable<FileEdit>): string {
  const parts: string[] = [];
  for (const { file, before, after } of edits) {
    if (before !== after) {
      parts.push(fileHeader(file), ...hunks(linesOf(before), linesOf(after)));
    }
  }
  return parts.join("");
}

function fileHeader(file: string): string {
  const path = file.replace(/^(?:\.?\/)+/u, "");
  const [old, added] = [gitName(`a/${path}`), gitName(`b/${path}`)];
  // A blank in a name would end it, as far as some readers know, if no tab did.
  const end = path.includes(" ") ? "\t" : "";
  return `diff --git ${old} ${added}\n--- ${old}${end}\n+++ ${added}${end}\n`;
}

/** A name as git writes it: in quotes, with the escapes of C, where it has to be. */
function gitName(name: string): string {
  if (!/["\\\p{Cc}]/u.test(name)) {
    return name;
  }
  const escaped = name.replaceAll(/["\\\p{Cc}]/gu, (sign) => {
    const short = shortEscapes.get(sign);
    return short ?? `\\${sign.charCodeAt(0).toString(8).padStart(3, "0")}`;
  });
  return `"${escaped}"`;
}

const shortEscapes = new Map([
  ['"', '\\"'],
  ["\\", "\\\\"],
  ["\t", "\\t"],
  ["\n", "\\n"],
  ["\r", "\\r"],
]);

function hunks(before: readonly string[], after: readonly string[]): readonly string[] {
  return groupsOf(diffLines(before, after)).map((blocks) => renderHunk(before, after, blocks));
}

/** Blocks whose lines of context touch. */
function groupsOf(blocks: readonly LineBlock[]): readonly (readonly LineBlock[])[] {
  const groups: LineBlock[][] = [];
  for (const block of blocks) {
    const group = groups.at(-1);
    const last = group?.at(-1);
    if (group !== undefined && last !== undefined && block.start - last.end <= 2 * context) {
      group.push(block);
    } else {
      groups.push([block]);
    }
  }
  return groups;
}

function renderHunk(
  before: readonly string[],
  after: readonly string[],
  blocks: readonly LineBlock[],
): string {
  const [first] = blocks;
  const last = blocks.at(-1);
  if (first === undefined || last === undefined) {
    return "";
  }
  const lead = Math.min(context, first.start);
  const start = first.start - lead;
  const end = Math.min(before.length, last.end + context);
  const newStart = first.newStart - lead;
  const newEnd = last.newEnd + end - last.end;
  let text = `@@ -${range(start, end)} +${range(newStart, newEnd)} @@\n`;
  let done = start;
  for (const block of blocks) {
    text += written(" ", before, done, block.start);
    text += written("-", before, block.start, block.end);
    text += written("+", after, block.newStart, block.newEnd);
    done = block.end;
  }
  return text + written(" ", before, done, end);
}

/** An empty range is named by the line before it. */
function range(start: number, end: number): string {
  const length = end - start;
  const first = length === 0 ? start : start + 1;
  return length === 1 ? String(first) : `${first},${length}`;
}

function written(sign: string, lines: readonly string[], start: number, end: number): string {
  let text = "";
  for (const line of lines.slice(start, end)) {
    text += sign + line + (line.endsWith("\n") ? "" : "\n\\ No newline at end of file\n");
  }
  return text;
}
