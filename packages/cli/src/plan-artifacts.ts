import type { Artifact } from "@imagewright/core";

import type { MadePlan } from "./make-plan.ts";

/** What a plan is made into, by the names of `--output-kind`. */
export const planArtifactKinds = [
  "json",
  "runbook",
  "script",
  "mermaid",
  "svg",
  "manifests",
] as const;

export type PlanArtifactKind = (typeof planArtifactKinds)[number];

/** The files that are made from a plan. */
export function planArtifacts(
  _made: MadePlan,
  _kinds: readonly PlanArtifactKind[],
): readonly Artifact[] {
  return [];
}
