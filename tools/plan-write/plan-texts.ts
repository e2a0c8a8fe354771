import {
  type Observation,
  observeClusters,
  type ObservedDocument,
} from "@imagewright/cluster-api/observe";
import type { ImageCatalog } from "@imagewright/core";
import {
  type ClusterPlan,
  planClusters,
  planObjects,
  type UpgradeIntent,
} from "@imagewright/core/plan";
import { readText } from "@imagewright/core/read";

import { allPlanning, writeReference } from "../fleet/plan-fleet.ts";
import { observeOptions } from "../observation/observe-text.ts";

/** What is planned for clusters whose manifests are texts. */
export interface PlannedTexts {
  readonly plans: readonly ClusterPlan[];
  readonly observation: Observation;
}

export function planTexts(
  sources: ReadonlyMap<string, string>,
  intent: UpgradeIntent,
  catalog: ImageCatalog,
): PlannedTexts {
  const observation = observeClusters([...sources].flatMap(documentsOf), {
    ...observeOptions,
    poolCluster: { name: "payments", namespace: "payments" },
  });
  const objects = planObjects(observation.objects);
  const options = { intent, catalog, contributions: allPlanning, writeReference };
  const inputs = observation.clusters.map((state) => ({ state, objects }));
  return { plans: [...planClusters(inputs, options)], observation };
}

function documentsOf([file, text]: readonly [string, string]): readonly ObservedDocument[] {
  const read = readText(text, { file, traps: "warning" });
  if (!read.ok) {
    throw new Error(`${file} cannot be read: ${JSON.stringify(read.diagnostics)}`);
  }
  return read.value;
}
