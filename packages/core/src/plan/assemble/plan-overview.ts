import type { Diagnostic } from "../../diagnostic.ts";
import type { ClusterState } from "../cluster-state.ts";
import { planDiagnostics } from "../plan-diagnostics.ts";
import type { UpgradeIntent } from "../upgrade-intent.ts";
import type { UpgradePlan } from "../upgrade-plan.ts";
import { waveOrder } from "./plan-waves.ts";

/** A plan without the plans of its clusters. */
export interface PlanOverview extends Pick<UpgradePlan, "formatVersion" | "intent" | "waves"> {
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * What is known of a plan before its clusters are planned: the waves, by the clusters' names, and
 * what the intent names and nobody bears.
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
): PlanOverview {
  const order = waveOrder(intent);
  for (const cluster of clusters) {
    order.waveOf(cluster);
  }
  const diagnostics = order.unused().map((name) => {
    const message = `${name} is none of the clusters`;
    return planDiagnostics.report("PLAN_CLUSTER_UNKNOWN", { message, found: name });
  });
  return { formatVersion: 1, intent, waves: order.waves(), diagnostics };
}
