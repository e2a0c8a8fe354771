import type { Artifact } from "@imagewright/core";

import type { MadePlan } from "./make-plan.ts";
import type { PlanArtifactKind } from "./plan-artifact-kinds.ts";

/** The files that are made from a plan. */
export function planArtifacts(
  _made: MadePlan,
  _kinds: readonly PlanArtifactKind[],
): readonly Artifact[] {
  return [];
}
