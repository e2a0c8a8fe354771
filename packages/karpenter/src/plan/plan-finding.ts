import type { Diagnostic, DiagnosticFacts, SourcePlace } from "@imagewright/core";

import { type KarpenterPlanCode, karpenterPlanDiagnostics } from "./plan-diagnostics.ts";

/** An object that findings are about. */
export interface FindingPlace {
  readonly source?: SourcePlace;
}

/** A finding at a place of an object. */
export function planFinding(
  code: KarpenterPlanCode,
  about: FindingPlace,
  facts: Omit<DiagnosticFacts, "source">,
): Diagnostic {
  return karpenterPlanDiagnostics.report(code, { ...facts, ...sourceOf(about) });
}

/** What somebody else found in an object, at the place it stands. */
export function placedFinding(found: Diagnostic, about: FindingPlace): Diagnostic {
  const { source } = sourceOf(about);
  return found.source === undefined && source !== undefined ? { ...found, source } : found;
}

function sourceOf({ source }: FindingPlace): Pick<DiagnosticFacts, "source"> {
  return source?.line === undefined
    ? {}
    : { source: { file: source.file, line: source.line, column: 1 } };
}
