import type { PlanWave, UpgradePlan } from "./upgrade-plan.ts";

/** The first line of a plan whose clusters are not known ahead. */
export interface PlanStreamHeader extends Pick<UpgradePlan, "formatVersion" | "intent"> {
  /** Every wave there can be, in their order; each cluster says which one is its own. */
  readonly waves: readonly Omit<PlanWave, "clusters">[];
  /** A {@link PlanStreamEnd} follows the clusters: a plan without it was cut. */
  readonly endsWithSummary: true;
}

/** The last line of such a plan. */
export interface PlanStreamEnd {
  readonly formatVersion: 1;
  readonly summary: PlanStreamSummary;
  /** Findings about the intent, such as names that mean no cluster. */
  readonly diagnostics: UpgradePlan["diagnostics"];
  /** Whether everything was read, and every cluster's plan can be carried out. */
  readonly applyable: boolean;
}

/** Numbers of what was planned. */
export interface PlanStreamSummary {
  readonly clusters: number;
  /** Clusters whose plans cannot be carried out. */
  readonly blocked: number;
  /** Errors that belong to no cluster, those of files that could not be read above all. */
  readonly errors: number;
  /** Waves that have clusters, in their order. */
  readonly waves: readonly { readonly name: string; readonly clusters: number }[];
}
