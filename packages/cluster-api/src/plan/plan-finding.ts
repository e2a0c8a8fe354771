import type { Diagnostic, FactPlace, SourceLocation, SourcePlace } from "@imagewright/core";

import { clusterApiPlanDiagnostics } from "./plan-diagnostics.ts";

/** A code of this folder. */
export type PlanCode = keyof typeof clusterApiPlanDiagnostics.rules;

/** What a finding says besides its place. */
export interface PlanFacts {
  readonly message: string;
  readonly found?: string;
  readonly expected?: string;
  readonly hint?: string;
}

/** A finding about a fact. */
export function planFinding(code: PlanCode, place: FactPlace, facts: PlanFacts): Diagnostic {
  const { pointer, source } = place;
  return clusterApiPlanDiagnostics.report(code, { ...facts, pointer, source: lineOf(source) });
}

/** Findings of a plugin about an object, with the line it begins at. */
export function foundIn(
  diagnostics: readonly Diagnostic[],
  source: SourcePlace | undefined,
): readonly Diagnostic[] {
  const location = lineOf(source);
  return location === undefined
    ? diagnostics
    : diagnostics.map((one) => (one.source === undefined ? { ...one, source: location } : one));
}

function lineOf(source: SourcePlace | undefined): SourceLocation | undefined {
  return source?.line === undefined
    ? undefined
    : { file: source.file, line: source.line, column: 1 };
}
