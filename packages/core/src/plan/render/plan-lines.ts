import type { Diagnostic } from "../../diagnostic.ts";
import type { ClusterPlan, UpgradePlan } from "../upgrade-plan.ts";

/** What is known of a plan before its clusters are. */
export interface PlanHeader extends Pick<UpgradePlan, "formatVersion" | "intent" | "waves"> {
  /** Findings that belong to no cluster. */
  readonly diagnostics?: readonly Diagnostic[];
}

/**
 * A plan as JSON lines: the header, then each cluster as it comes. Nothing is kept, so that a fleet
 * needs no more memory than its largest cluster. {@link parsePlanLines} reads the plan back.
 *
 * @returns lines with their line ends
 * @example
 * ```ts
 * import { planLines } from "@imagewright/core/plan";
 *
 * const intent = {
 *   apiVersion: "imagewright/v1alpha1",
 *   kind: "UpgradeIntent",
 *   goal: { images: "supported" },
 * } as const;
 * [...planLines({ formatVersion: 1, intent, waves: [] }, [])].length; // => 1
 * ```
 */
export function* planLines(
  { formatVersion, intent, waves, diagnostics = [] }: PlanHeader,
  clusters: Iterable<ClusterPlan>,
): Generator<string> {
  yield `${JSON.stringify({ formatVersion, intent, waves, diagnostics })}\n`;
  for (const cluster of clusters) {
    yield `${JSON.stringify(cluster)}\n`;
  }
}
