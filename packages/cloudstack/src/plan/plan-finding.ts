import type { Diagnostic, DiagnosticFacts, SourcePlace } from "@imagewright/core";

import { capcPlanDiagnostics } from "./capc-plan-diagnostics.ts";

/** Where a finding stands: a pointer, and the text it leads into. */
export interface FindingPlace {
  readonly pointer: string;
  readonly source?: SourcePlace;
}

/** A finding at a place of an object. */
export function planFinding(
  code: keyof typeof capcPlanDiagnostics.rules,
  { pointer, source }: FindingPlace,
  facts: Pick<DiagnosticFacts, "message" | "found" | "expected">,
): Diagnostic {
  return capcPlanDiagnostics.report(code, {
    ...facts,
    pointer,
    ...(source?.line !== undefined && {
      source: { file: source.file, line: source.line, column: 1 },
    }),
  });
}
