import type { Artifact, TemplateOverrides } from "@imagewright/core";
import {
  type ObjectsOf,
  renderClusterRunbook,
  renderPlanJson,
  renderPlanManifests,
  renderPlanMermaid,
  renderPlanScripts,
  renderPlanSvg,
  renderRunbook,
  type UpgradePlan,
} from "@imagewright/core/plan";

import type { MadePlan } from "./make-plan.ts";
import type { PlanArtifactKind } from "./plan-artifact-kinds.ts";

type RenderPlan = (
  plan: UpgradePlan,
  objectsOf: ObjectsOf,
  overrides: TemplateOverrides,
) => Iterable<Artifact>;

/** What makes the files of each kind. */
const renderers: Readonly<Record<PlanArtifactKind, RenderPlan>> = {
  json: (plan) => [renderPlanJson(plan)],
  runbook: runbooks,
  script: (plan, objectsOf, overrides) => renderPlanScripts(plan, objectsOf, { overrides }),
  mermaid: (plan) => [renderPlanMermaid(plan)],
  svg: (plan) => [renderPlanSvg(plan)],
  manifests: renderPlanManifests,
};

/** The files that are made from a plan, with the user's own templates where there are some. */
export function planArtifacts(
  { plan, objects }: MadePlan,
  kinds: readonly PlanArtifactKind[],
  overrides: TemplateOverrides,
): readonly Artifact[] {
  return [...new Set(kinds)].flatMap((kind) => [
    ...renderers[kind](plan, () => objects, overrides),
  ]);
}

/** Clusters that one runbook describes; of more, each has its own beside the overview. */
const maxClusters = 20;

function runbooks(
  plan: UpgradePlan,
  objectsOf: ObjectsOf,
  overrides: TemplateOverrides,
): readonly Artifact[] {
  const { clusters } = plan;
  const own = clusters.length > maxClusters ? clusters : [];
  return [
    renderRunbook(plan, { objectsOf, maxClusters, overrides }),
    ...own.map((cluster) =>
      renderClusterRunbook(cluster, { objects: objectsOf(cluster), overrides }),
    ),
  ];
}
