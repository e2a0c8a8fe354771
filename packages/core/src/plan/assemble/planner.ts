import type { UpgradeIntent } from "../upgrade-intent.ts";
import type { ClusterPlan, UpgradePlan } from "../upgrade-plan.ts";
import { checkIntent } from "./check-intent.ts";
import type { ImagePolicy } from "./image-resolver.ts";
import { createImageResolver } from "./image-resolver.ts";
import { planCluster } from "./plan-cluster.ts";
import type { PlanInput, PlanOptions } from "./plan-options.ts";
import { waveOrder } from "./plan-waves.ts";
import type { PlannerParts } from "./planner-parts.ts";

/** Makes plans of one intent. */
export interface Planner {
  /** The plan of one cluster, whether the intent names it or not. */
  readonly plan: (input: PlanInput, wave?: string) => ClusterPlan;
}

/**
 * Prepares what all plans of one intent share, the answers of the catalog above all.
 *
 * @example
 * ```ts
 * import { createImageCatalog } from "@imagewright/core";
 *
 * const planner = createPlanner({
 *   intent: {
 *     apiVersion: "imagewright/v1alpha1",
 *     kind: "UpgradeIntent",
 *     goal: { kubernetesVersion: "1.34" },
 *   },
 *   catalog: createImageCatalog([]),
 *   contributions: [],
 *   writeReference: (object) => ({ ok: true, value: object, diagnostics: [] }),
 * });
 * const state = {
 *   name: "orders",
 *   paused: [],
 *   locations: [],
 *   images: [],
 *   nodeGroups: [],
 *   controls: [],
 *   writers: [],
 *   unreferenced: [],
 *   diagnostics: [],
 * };
 * const plan = planner.plan({ state, objects: planObjects([]) });
 * plan.blockers.map(({ code }) => code); // => ["PLAN_CONTROL_PLANE_MISSING"]
 * ```
 */
export function createPlanner(options: PlanOptions): Planner {
  const { contributions, catalog, intent } = options;
  const parts: PlannerParts = {
    options,
    upgraders: contributions.flatMap(({ upgraders }) => upgraders),
    guards: contributions.flatMap(({ guards }) => guards),
    keeps: contributions.flatMap(({ keeps = [] }) => keeps),
    told: new Set(contributions.flatMap(({ guardedRules = [] }) => guardedRules)),
    resolver: createImageResolver(catalog, policyOf(intent, options.at)),
  };
  return { plan: (input, wave) => planCluster(parts, input, wave) };
}

function policyOf({ goal, images = [] }: UpgradeIntent, at: string | undefined): ImagePolicy {
  return {
    preferred: "image" in goal ? [goal.image, ...images] : images,
    supportedOnly: "images" in goal,
    ...(at !== undefined && { at }),
  };
}

/**
 * The plans of all clusters that an intent means, one after the other: nothing is kept of a cluster
 * when the next one is planned.
 *
 * @example
 * ```ts
 * import { createImageCatalog } from "@imagewright/core";
 *
 * const plans = planClusters([], {
 *   intent: {
 *     apiVersion: "imagewright/v1alpha1",
 *     kind: "UpgradeIntent",
 *     goal: { kubernetesVersion: "1.34" },
 *   },
 *   catalog: createImageCatalog([]),
 *   contributions: [],
 *   writeReference: (object) => ({ ok: true, value: object, diagnostics: [] }),
 * });
 * [...plans]; // => []
 * ```
 */
export function* planClusters(
  inputs: Iterable<PlanInput>,
  options: PlanOptions,
): Generator<ClusterPlan, void, undefined> {
  const planner = createPlanner(options);
  const order = waveOrder(options.intent);
  for (const input of inputs) {
    const wave = order.waveOf(input.state);
    if (wave !== undefined) {
      yield planner.plan(input, options.intent.waves === undefined ? undefined : wave);
    }
  }
}

/**
 * One plan for all clusters that an intent means, in the order of their waves.
 *
 * Nothing is remembered between plans: a plan is made from what the manifests say now, so that the
 * plan after some of its steps leads to the same end.
 *
 * @returns with a `PLAN_CLUSTER_UNKNOWN` for every name of the intent that means no cluster, and what
 *   else the intent names and nobody bears
 * @example
 * ```ts
 * import { createImageCatalog } from "@imagewright/core";
 *
 * const plan = assemblePlan([], {
 *   intent: {
 *     apiVersion: "imagewright/v1alpha1",
 *     kind: "UpgradeIntent",
 *     goal: { kubernetesVersion: "1.34" },
 *     clusters: ["orders"],
 *   },
 *   catalog: createImageCatalog([]),
 *   contributions: [],
 *   writeReference: (object) => ({ ok: true, value: object, diagnostics: [] }),
 * });
 * plan.diagnostics.map(({ message }) => message); // => ["orders is none of the clusters"]
 * ```
 */
export function assemblePlan(inputs: Iterable<PlanInput>, options: PlanOptions): UpgradePlan {
  const { intent } = options;
  const planner = createPlanner(options);
  const order = waveOrder(intent);
  const planned: ClusterPlan[] = [];
  for (const input of inputs) {
    const wave = order.waveOf(input.state);
    if (wave !== undefined) {
      planned.push(planner.plan(input, wave));
    }
  }
  const diagnostics = checkIntent(intent, order.unused(), options.catalog);
  const waves = order.waves();
  const rank = new Map(waves.map(({ name }, index) => [name, index]));
  return {
    formatVersion: 1,
    intent,
    waves,
    clusters: planned.toSorted(
      (a, b) => (rank.get(a.wave ?? "") ?? 0) - (rank.get(b.wave ?? "") ?? 0),
    ),
    diagnostics,
    applyable: diagnostics.length === 0 && planned.every(({ applyable }) => applyable),
  };
}
