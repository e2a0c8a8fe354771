import type { ReportHeader } from "./report-header.ts";

/** What `status` found. */
export interface StatusReport extends ReportHeader {
  readonly command: "status";
  /** Files that were read. */
  readonly files: readonly string[];
  /** How many groups are in each state; states of none are left out. */
  readonly summary: { readonly [state: string]: number };
  readonly clusters: readonly ReportedCluster[];
}

/** How far the rollouts of one cluster are. */
export interface ReportedCluster {
  /** Behind its namespace; `-` where nothing says its name. */
  readonly name: string;
  /** The cluster itself where it has a topology, then its control plane and groups of machines. */
  readonly groups: readonly ReportedRollout[];
}

/** How far one rollout is. */
export interface ReportedRollout {
  /** Kind of the object that was judged. */
  readonly kind: string;
  /** Its name. */
  readonly object: string;
  /** What the group's manifest asks for, without `v`; absent where it names none. */
  readonly kubernetesVersion?: string;
  /** Name of the record of the image it names; absent where the catalog does not know it. */
  readonly record?: string;
  readonly state: "done" | "failed" | "missing" | "paused" | "running" | "unknown" | "unobserved";
  /** Everything that speaks against "done"; empty when done. */
  readonly reasons: readonly ReportedReason[];
  /** Where the state is `unknown`: what would tell. */
  readonly evidence: readonly ReportedEvidence[];
}

/** One thing that speaks against "done". */
export interface ReportedReason {
  readonly code: string;
  /** One sentence without a final full stop. */
  readonly message: string;
  /** Kind and name of the object that says so. */
  readonly object: string;
  /** JSON Pointer into it. */
  readonly pointer: string;
  readonly found?: string;
  readonly expected?: string;
}

/** What would have to be looked up. */
export interface ReportedEvidence {
  /** Which cluster is asked, or that the cloud is. */
  readonly from: "cloud" | "management" | "workload";
  /** Words of the command that tells. */
  readonly command: readonly string[];
  /** Of the cloud: under which name the answer is given to `--cloud`. */
  readonly call?: string;
}
