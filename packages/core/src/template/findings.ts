import type { Diagnostic } from "../diagnostic.ts";
import { type TemplateDiagnosticCode, templateDiagnostics } from "./template-diagnostics.ts";
import type { Position } from "./template-syntax.ts";

/** The facts of one finding, without its place. */
export interface FindingFacts {
  readonly message: string;
  readonly found?: string | undefined;
  readonly expected?: string | undefined;
  readonly hint?: string | undefined;
}

/** Collects what is wrong with a template, each finding once. */
export class Findings {
  readonly #found = new Map<string, Diagnostic>();

  add(code: TemplateDiagnosticCode, file: string, at: Position, facts: FindingFacts): void {
    const key = [code, file, at.line, at.column].join("\n");
    if (!this.#found.has(key)) {
      const source = { file, line: at.line, column: at.column };
      this.#found.set(key, templateDiagnostics.report(code, { ...facts, source }));
    }
  }

  /** In the order of the files given, and in each in the order of its text. */
  list(files: readonly string[]): readonly Diagnostic[] {
    return [...this.#found.values()].toSorted(
      (a, b) =>
        files.indexOf(a.source?.file ?? "") - files.indexOf(b.source?.file ?? "") ||
        (a.source?.line ?? 0) - (b.source?.line ?? 0) ||
        (a.source?.column ?? 0) - (b.source?.column ?? 0),
    );
  }
}

/** Names as a finding lists them: `a, b, c`, at most eight. */
export function listNames(names: Iterable<string>): string | undefined {
  const all = [...names];
  const shown = all.slice(0, 8).join(", ");
  return all.length === 0 ? undefined : all.length > 8 ? `${shown}, …` : shown;
}

/** The hint for a misspelt name. */
export function didYouMean(name: string | undefined): string | undefined {
  return name === undefined ? undefined : `Did you mean ${name}?`;
}
