import { type Observation, observeClusters } from "@imagewright/cluster-api/observe";
import { clusterApiPlanning } from "@imagewright/cluster-api/plan";
import { type ImageCatalog, type JsonObject, referenceWriter } from "@imagewright/core";
import {
  type ClusterPlan,
  createPlanner,
  planObjects,
  type Planner,
  type PlanOptions,
  type UpgradeIntent,
} from "@imagewright/core/plan";

import { observeOptions } from "../observation/observe-text.ts";
import { allPlugins } from "../plugins.ts";
import type { ClusterShape } from "./cluster-shape.ts";

/** Everything the packages know of plans: providers first. */
export const allPlanning = [
  ...(await Promise.all(allPlugins.map((plugin) => plugin.planning()))),
  clusterApiPlanning,
];

/** An object with another image, by whichever plugin reads images in it. */
export const writeReference = referenceWriter(allPlugins);

export function intentOf(shape: ClusterShape): UpgradeIntent {
  const minor = `1.${shape.minor + shape.distance}`;
  return {
    apiVersion: "imagewright/v1alpha1",
    kind: "UpgradeIntent",
    goal: { kubernetesVersion: shape.isExact ? `${minor}.4` : minor },
    pace: shape.pace,
    concurrency: shape.concurrency,
  };
}

export function plannerOf(intent: UpgradeIntent, catalog: ImageCatalog): Planner {
  const options: PlanOptions = { intent, catalog, contributions: allPlanning, writeReference };
  return createPlanner(options);
}

/** What is planned for the only cluster of some manifests. */
export function planManifests(
  manifests: readonly JsonObject[],
  planner: Planner,
): {
  readonly plan: ClusterPlan;
  readonly observation: Observation;
} {
  const observation = observeClusters(
    manifests.map((value) => ({ value })),
    observeOptions,
  );
  const [state] = observation.clusters;
  if (state === undefined || observation.clusters.length !== 1) {
    throw new Error(`${observation.clusters.length} clusters were observed`);
  }
  return { plan: planner.plan({ state, objects: planObjects(observation.objects) }), observation };
}
