import type { Diagnostic, DiagnosticFacts, SourceLocation, SourcePlace } from "@imagewright/core";

import { capzPlanDiagnostics } from "./capz-plan-diagnostics.ts";

/** Codes of what CAPZ makes of plans. */
export type CapzPlanCode = keyof typeof capzPlanDiagnostics.rules;

/** Where a finding stands: a pointer, and the text it leads into. */
export interface FindingPlace {
  readonly pointer: string;
  readonly source?: SourcePlace;
}

/** A finding at a place of an object. */
export function planFinding(
  code: CapzPlanCode,
  place: FindingPlace,
  facts: Pick<DiagnosticFacts, "message" | "found" | "expected">,
): Diagnostic {
  return capzPlanDiagnostics.report(code, {
    ...facts,
    pointer: place.pointer,
    source: locationOf(place),
  });
}

/** A finding that somebody else made about an object of the plan, with the line it stands on. */
export function placedFinding(found: Diagnostic, place: FindingPlace): Diagnostic {
  const source = found.source ?? locationOf(place);
  return source === undefined ? found : { ...found, source };
}

function locationOf({ source }: FindingPlace): SourceLocation | undefined {
  return source?.line === undefined
    ? undefined
    : { file: source.file, line: source.line, column: 1 };
}
