import type { Diagnostic } from "../../diagnostic.ts";
import type { PlanStreamEnd, PlanStreamHeader } from "../plan-stream.ts";
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
  yield planLine({ formatVersion, intent, waves, diagnostics });
  for (const cluster of clusters) {
    yield planLine(cluster);
  }
}

/**
 * One line of a plan in lines. A plan whose clusters are not known ahead begins with the header of a
 * fleet's planner ({@link createFleetPlanner}), and ends with its end.
 *
 * @returns the line with its line end
 * @example
 * ```ts
 * import { planLine } from "@imagewright/core/plan";
 *
 * const summary = { clusters: 0, blocked: 0, errors: 0, waves: [] };
 * planLine({ formatVersion: 1, summary, diagnostics: [], applyable: true }).endsWith("}\n"); // => true
 * ```
 */
export function planLine(
  part: ClusterPlan | PlanHeader | PlanStreamEnd | PlanStreamHeader,
): string {
  return `${JSON.stringify(part)}\n`;
}
