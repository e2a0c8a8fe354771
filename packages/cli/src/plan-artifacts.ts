import type { Artifact } from "@imagewright/core";
import {
  type ObjectsOf,
  renderPlanJson,
  renderPlanManifests,
  renderPlanScripts,
  type UpgradePlan,
} from "@imagewright/core/plan";

import type { MadePlan } from "./make-plan.ts";
import type { PlanArtifactKind } from "./plan-artifact-kinds.ts";

/** What makes the files of each kind. */
const renderers: Readonly<
  Record<PlanArtifactKind, (plan: UpgradePlan, objectsOf: ObjectsOf) => Iterable<Artifact>>
> = {
  json: (plan) => [renderPlanJson(plan)],
  runbook: () => [],
  script: renderPlanScripts,
  mermaid: () => [],
  svg: () => [],
  manifests: renderPlanManifests,
};

/** The files that are made from a plan. */
export function planArtifacts(
  { plan, objects }: MadePlan,
  kinds: readonly PlanArtifactKind[],
): readonly Artifact[] {
  return [...new Set(kinds)].flatMap((kind) => [...renderers[kind](plan, () => objects)]);
}
