import { observeClusters } from "@imagewright/cluster-api/observe";
import { planningOf } from "@imagewright/cluster-api/plan";
import type { ImageCatalog, TargetVersions } from "@imagewright/core";
import {
  type ClusterPlan,
  createPlanner,
  planObjects,
  type UpgradeGoal,
  type UpgradeIntent,
} from "@imagewright/core/plan";
import { parseCatalog, readYaml } from "@imagewright/core/read";

import { writeReference } from "../fleet/plan-fleet.ts";
import { observeOptions } from "../observation/observe-text.ts";
import { allPlugins } from "../plugins.ts";

/** One rule of upgrades, shown by a cluster and what is planned for it. */
export interface PlanCase {
  /** Where the rule stands. @example "cluster-api §8 KCP" */
  readonly rule: string;
  /** What the rule says here; with the rule, the name of the test. */
  readonly name: string;
  /** Manifests of one cluster. */
  readonly manifests: string;
  /** Catalog in its file form, without its header; the usual one where it is left out. */
  readonly catalog?: string;
  readonly goal: UpgradeGoal;
  readonly intent?: Omit<Partial<UpgradeIntent>, "goal">;
  readonly targetVersions?: TargetVersions;
  /** Moment of the plan. @default "2026-11-21T00:00:00Z" */
  readonly at?: string;
  /** Whether the manifests are everything there is. */
  readonly isWhole?: boolean;
  /** Steps in lines, see {@link stepLines}; empty where nothing is to be done. */
  readonly steps?: readonly string[];
  /** `CODE message` of everything that forbids the plan. */
  readonly blockers?: readonly string[];
  /** Hazards that have to be among those found: a `CODE`, or `CODE message`. */
  readonly hazards?: readonly string[];
  /** Codes of hazards that may not be. */
  readonly without?: readonly string[];
  /** What shows that each step is done, see {@link checkLines}. */
  readonly checks?: readonly string[];
  /** Names of what is left over, with `*` for digests; `(kept)` behind those that have to stay. */
  readonly garbage?: readonly string[];
}

/** Everybody who knows of plans and of their hazards, as the command line asks them. */
const contributions = await planningOf(allPlugins);

/** What is planned for a case. */
export function planCase(one: PlanCase, usualCatalog: string): ClusterPlan {
  const documents = readYaml(one.manifests, { file: "cluster.yaml" });
  if (!documents.ok) {
    throw new Error(JSON.stringify(documents.diagnostics));
  }
  return planDocuments(documents.value, one, usualCatalog);
}

/** What is planned for the cluster of a case in another state. */
export function planDocuments(
  documents: Parameters<typeof observeClusters>[0],
  one: PlanCase,
  usualCatalog: string,
): ClusterPlan {
  const observation = observeClusters(documents, {
    ...observeOptions,
    poolCluster: { name: "prod" },
    ...(one.isWhole === true && { scope: "whole" }),
    ...(one.targetVersions !== undefined && { targetVersions: one.targetVersions }),
  });
  const [state] = observation.clusters;
  if (state === undefined || observation.clusters.length > 1) {
    throw new Error(`${observation.clusters.length} clusters were observed`);
  }
  const planner = createPlanner({
    intent: {
      apiVersion: "imagewright/v1alpha1",
      kind: "UpgradeIntent",
      goal: one.goal,
      ...one.intent,
    },
    catalog: catalogOf(one, usualCatalog),
    contributions,
    writeReference,
    at: one.at ?? "2026-11-21T00:00:00Z",
    ...(one.targetVersions !== undefined && { targetVersions: one.targetVersions }),
  });
  return planner.plan({ state, objects: planObjects(observation.objects) });
}

function catalogOf(one: PlanCase, usualCatalog: string): ImageCatalog {
  const header = "apiVersion: imagewright/v1alpha1\nkind: ImageCatalog\n";
  const text = header + (one.catalog ?? usualCatalog);
  const known = catalogs.get(text);
  if (known !== undefined) {
    return known;
  }
  const catalog = parseCatalog(text, { file: "catalog.yaml" });
  if (!catalog.ok) {
    throw new Error(JSON.stringify(catalog.diagnostics));
  }
  catalogs.set(text, catalog.value);
  return catalog.value;
}

const catalogs = new Map<string, ImageCatalog>();
