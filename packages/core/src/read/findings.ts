import type { Diagnostic } from "../diagnostic.ts";
import type { LineIndex } from "./line-index.ts";
import { type ReadCode, readDiagnostics } from "./read-diagnostics.ts";
import type { ReadLimits, ReadOptions } from "./read-limits.ts";

/** One thing found while reading, before its place has a line and a column. */
export interface Finding {
  readonly code: ReadCode;
  /** Where it stands, in UTF-16 units from the start of the text. */
  readonly offset: number;
  readonly message: string;
  /** Left out where the place is known before the structure is. */
  readonly pointer?: string;
  readonly found?: string;
  readonly expected?: string;
  readonly hint?: string;
}

/** Collects what is wrong with one text, up to the limit. */
export interface Findings {
  readonly isEmpty: boolean;
  /** True once the limit is passed: reading stops. */
  readonly full: boolean;
  add(finding: Finding): void;
  /** All findings in the order of the text; `pointerAt` places those without a pointer. */
  report(lines: LineIndex, pointerAt: (offset: number) => string): readonly Diagnostic[];
}

/** Breaks of the grammar. One of them on a line often causes the others. */
const grammar: ReadonlySet<ReadCode> = new Set<ReadCode>([
  "READ_ESCAPE",
  "READ_INDENT",
  "READ_MISSING_COLON",
  "READ_NESTED_MAPPING",
  "READ_PLAIN_START",
  "READ_SYNTAX",
  "READ_TAB",
  "READ_UNCLOSED",
]);

export function createFindings(
  options: Pick<ReadOptions, "file" | "traps">,
  limits: ReadLimits,
): Findings {
  const list: Finding[] = [];
  let overflow: Finding | undefined;
  return {
    get isEmpty() {
      return list.length === 0;
    },
    get full() {
      return overflow !== undefined;
    },
    add(finding) {
      if (list.length < limits.findings) {
        list.push(finding);
        return;
      }
      const message = `reading stopped after ${limits.findings} findings`;
      overflow ??= { code: "READ_TOO_MANY_FINDINGS", offset: finding.offset, message };
    },
    report(lines, pointerAt) {
      const sorted = list.toSorted((a, b) => a.offset - b.offset);
      const telling = firstOfEachLine(sorted, lines);
      const all = overflow === undefined ? telling : [...telling, overflow];
      return all.map((finding) => toDiagnostic(finding, options, lines, pointerAt));
    },
  };
}

function toDiagnostic(
  { code, offset, pointer, ...facts }: Finding,
  { file, traps }: Pick<ReadOptions, "file" | "traps">,
  lines: LineIndex,
  pointerAt: (offset: number) => string,
): Diagnostic {
  const source = { file, ...lines.position(offset) };
  const place = pointer ?? pointerAt(offset);
  const diagnostic = readDiagnostics.report(code, { ...facts, pointer: place, source });
  return code === "READ_AMBIGUOUS_SCALAR" && traps === "warning"
    ? { ...diagnostic, severity: "warning" }
    : diagnostic;
}

/** Leaves out all but the first break of the grammar on a line. */
function firstOfEachLine(sorted: readonly Finding[], lines: LineIndex): readonly Finding[] {
  let last = 0;
  return sorted.filter(({ code, offset }) => {
    if (!grammar.has(code)) {
      return true;
    }
    const { line } = lines.position(offset);
    const isFirst = line !== last;
    last = line;
    return isFirst;
  });
}
