import type { ReportedArtifact } from "./json-report.ts";
import type { ReportHeader } from "./report-header.ts";

/** The plan that `plan` made, and what became of it. */
export interface PlanReport extends ReportHeader {
  readonly command: "plan";
  /** Files that were read. */
  readonly files: readonly string[];
  readonly plan: ReportedPlan;
  /** Folder the plan is written below, as it was named; with `--out` only. */
  readonly out?: string;
  /** True if nothing was to be written. */
  readonly dryRun: boolean;
  /** What the plan was made into; with `--out` only, and empty where a cluster cannot be planned. */
  readonly artifacts: readonly ReportedArtifact[];
  /** Manifests that hold the next stage now, or would; with `--write` only. */
  readonly written: readonly string[];
  /** A diff of the manifests that `git apply` takes; with `--diff` only. */
  readonly diff?: string;
}

/** A plan: `imagewright schema plan` is its schema, `UpgradePlan` of `@imagewright/core/plan` its type. */
export interface ReportedPlan {
  readonly [field: string]: unknown;
}
