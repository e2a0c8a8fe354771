import type { Diagnostic } from "../../diagnostic.ts";
import type { ImageCatalog } from "../../image/image-catalog.ts";
import type { ClusterState } from "../cluster-state.ts";
import type { UpgradeIntent } from "../upgrade-intent.ts";
import type { UpgradePlan } from "../upgrade-plan.ts";
import { checkIntent } from "./check-intent.ts";
import { waveOrder } from "./plan-waves.ts";

/** A plan without the plans of its clusters. */
export interface PlanOverview extends Pick<UpgradePlan, "formatVersion" | "intent" | "waves"> {
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * What is known of a plan before its clusters are planned: the waves, by the clusters' names, and
 * what the intent names and nobody bears.
 *
 * @param catalog - where the images are looked up that the intent prefers
 *
 * @example
 * ```ts
 * const intent = {
 *   apiVersion: "imagewright/v1alpha1",
 *   kind: "UpgradeIntent",
 *   goal: { kubernetesVersion: "1.34" },
 *   waves: [{ name: "canary", clusters: ["test"] }],
 * } as const;
 * const { waves } = planOverview(intent, [{ name: "test" }, { name: "orders" }]);
 * waves.map(({ name, clusters }) => `${name}: ${clusters.join(", ")}`);
 * // => ["canary: test", "rest: orders"]
 * ```
 */
export function planOverview(
  intent: UpgradeIntent,
  clusters: Iterable<Pick<ClusterState, "name" | "namespace">>,
  catalog?: ImageCatalog,
): PlanOverview {
  const order = waveOrder(intent);
  for (const cluster of clusters) {
    order.waveOf(cluster);
  }
  const diagnostics = checkIntent(intent, order.unused(), catalog);
  return { formatVersion: 1, intent, waves: order.waves(), diagnostics };
}
