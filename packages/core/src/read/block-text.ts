import { type BlockCursor, giveUp, lineEnd, skipSpaces, toContent } from "./block-cursor.ts";
import type { LocatedValue } from "./source-node.ts";

const header = /[|>](?<chomp>[+-]?) *\n/uy;

interface TextLines {
  /** Indentation taken off; empty for blank lines. */
  readonly lines: readonly string[];
  /** Offset after the last line that is not blank, its line feed included. */
  readonly textEnd: number;
  /** The same for the last line. */
  readonly end: number;
}

/** Reads the text of `|` or `>` whose key or dash stands at `column`. */
export function readBlockText(cursor: BlockCursor, start: number, column: number): LocatedValue {
  const { text } = cursor;
  header.lastIndex = start;
  const chomp = header.exec(text)?.groups?.["chomp"] ?? giveUp();
  const { lines, textEnd, end } = collectLines(text, header.lastIndex, column);
  let last = lines.length;
  while (last > 0 && lines[last - 1] === "") {
    last -= 1;
  }
  const content = lines.slice(0, last);
  const body = text[start] === "|" ? content.join("\n") : fold(content);
  const tail = chomp === "-" ? "" : chomp === "+" ? "\n".repeat(lines.length - last + 1) : "\n";
  toContent(cursor, end);
  return { value: body + tail, node: { start, end: chomp === "+" ? end : textEnd } };
}

function collectLines(text: string, from: number, column: number): TextLines {
  const lines: string[] = [];
  let indent = -1;
  let start = from;
  let textEnd = from;
  while (start < text.length) {
    const end = lineEnd(text, start);
    const first = skipSpaces(text, start);
    const width = first - start;
    if (first === end) {
      // Where the text has not begun, a blank line may not be wider than its first line.
      lines.push(indent === -1 || width <= indent ? "" : text.slice(start + indent, end));
      if (indent === -1 && width > 0) {
        giveUp();
      }
    } else {
      if (indent === -1 && width > column) {
        indent = width;
      }
      if (indent === -1 || width < indent) {
        break;
      }
      lines.push(text.slice(start + indent, end));
    }
    if (end === text.length) {
      giveUp();
    }
    start = end + 1;
    textEnd = lines.at(-1) === "" ? textEnd : start;
  }
  return indent === -1 ? giveUp() : { lines, textEnd, end: start };
}

/** Joins lines by spaces, and keeps blank ones as line feeds. */
function fold(lines: readonly string[]): string {
  let body = lines[0] ?? "";
  let blanks = 0;
  if (body === "" || lines.some((line) => line.startsWith(" ") || line.startsWith("\t"))) {
    giveUp();
  }
  for (const line of lines.slice(1)) {
    if (line === "") {
      blanks += 1;
      continue;
    }
    body += (blanks === 0 ? " " : "\n".repeat(blanks)) + line;
    blanks = 0;
  }
  return body;
}
