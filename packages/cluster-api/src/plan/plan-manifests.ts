import { type LoadedPlugin, referenceWriter } from "@imagewright/core";
import {
  assemblePlan,
  planObjects,
  type PlanOptions,
  type UpgradePlan,
} from "@imagewright/core/plan";

import type { Observation, ObservedDocument, ObserveOptions } from "../observe/observation.ts";
import { observeByPlugins } from "../observe/observe-by-plugins.ts";
import { observeClusters } from "../observe/observe-clusters.ts";
import { planningOf } from "./planning-of.ts";

/** What clusters are to become, and who knows about them. */
export interface PlanManifestsOptions
  extends
    Pick<PlanOptions, "at" | "catalog" | "intent" | "targetVersions">,
    Pick<ObserveOptions, "poolCluster" | "scope"> {
  readonly plugins: readonly LoadedPlugin[];
}

/** A plan, and what was seen to make it. */
export interface PlannedManifests {
  readonly observation: Observation;
  readonly plan: UpgradePlan;
}

/**
 * From manifests to a plan: reads the clusters they describe, and plans the way of each to what the
 * intent wants.
 *
 * @example
 * ```ts
 * import { createImageCatalog } from "@imagewright/core";
 *
 * const { plan } = await planManifests([], {
 *   plugins: [],
 *   catalog: createImageCatalog([]),
 *   intent: {
 *     apiVersion: "imagewright/v1alpha1",
 *     kind: "UpgradeIntent",
 *     goal: { kubernetesVersion: "1.34" },
 *   },
 * });
 * plan.clusters; // => []
 * ```
 */
export async function planManifests(
  documents: readonly ObservedDocument[],
  options: PlanManifestsOptions,
): Promise<PlannedManifests> {
  const { plugins, poolCluster, scope, ...planned } = options;
  const { targetVersions } = options;
  const observation = observeClusters(documents, {
    ...observeByPlugins(plugins),
    ...(poolCluster !== undefined && { poolCluster }),
    ...(scope !== undefined && { scope }),
    ...(targetVersions !== undefined && { targetVersions }),
  });
  const objects = planObjects(observation.objects);
  const plan = assemblePlan(
    observation.clusters.map((state) => ({ state, objects })),
    {
      ...planned,
      contributions: await planningOf(plugins),
      writeReference: referenceWriter(plugins),
    },
  );
  return { observation, plan };
}
