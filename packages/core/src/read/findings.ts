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
  /** True once the limit is reached: reading stops. */
  readonly full: boolean;
  add(finding: Finding): void;
  /** All findings in the order of the text; `pointerAt` places those without a pointer. */
  report(lines: LineIndex, pointerAt: (offset: number) => string): readonly Diagnostic[];
}

export function createFindings(options: ReadOptions, limits: ReadLimits): Findings {
  const list: Finding[] = [];
  let overflow: Finding | undefined;
  return {
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
      const all = overflow === undefined ? sorted : [...sorted, overflow];
      return all.map(({ code, offset, pointer = pointerAt(offset), ...facts }) => {
        const source = { file: options.file, ...lines.position(offset) };
        const diagnostic = readDiagnostics.report(code, { ...facts, pointer, source });
        return code === "READ_AMBIGUOUS_SCALAR" && options.traps === "warning"
          ? { ...diagnostic, severity: "warning" }
          : diagnostic;
      });
    },
  };
}
