import type { ImageRecord } from "../image/image-record.ts";
import type { ImageReference } from "../image/image-reference.ts";
import type { JsonValue } from "../json-value.ts";
import type { ManifestSet } from "../plugin/manifest-rule.ts";
import type { RolloutReasonCode, RolloutState } from "./rollout-reasons.ts";

/** What names one object of a cluster, whatever API version it is read in. */
export interface RolloutSubject {
  /** API group; the empty string is Kubernetes' own. */
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  /** Absent for objects that live in none. */
  readonly namespace?: string;
}

/** What the machines of a subject should run. What is left out is not judged. */
export interface RolloutIntent {
  /**
   * Kubernetes version without `v`. Three numbers are compared whole; `1.34` only asks for the
   * minor, which is all that a managed node group promises.
   */
  readonly kubernetesVersion?: string;
  /** The image as manifests name it. */
  readonly image?: ImageReference;
  /** The image as a fact; what its nodes report is compared with it. */
  readonly record?: ImageRecord;
}

/** When is a step of a plan finished? Plain data: a plan carries it, a judge answers it. */
export interface RolloutCheck {
  readonly subject: RolloutSubject;
  readonly intended: RolloutIntent;
}

/** What a cloud said, as it said it. */
export interface CloudAnswer {
  /** Service and operation. @example "eks:DescribeNodegroup" */
  readonly call: string;
  /** The answer's JSON, whole. */
  readonly answer: JsonValue;
}

/** A check together with the evidence there is. */
export interface RolloutQuestion extends RolloutCheck {
  /**
   * Live objects of the management cluster, and Nodes and NodeClaims of the one cluster the subject
   * belongs to: Nodes of two clusters may have the same name.
   */
  readonly live: ManifestSet;
  readonly cloud?: readonly CloudAnswer[];
}

/** What would have to be looked up, and the command that does. */
export type EvidenceRequest =
  | {
      readonly kind: "objects";
      /** Where the objects are: with Cluster API, or in the cluster it made. */
      readonly cluster: "management" | "workload";
      /** Words of a command that prints the objects as JSON; they join `live`. */
      readonly command: readonly string[];
    }
  | {
      readonly kind: "cloud";
      /** Under which its answer joins `cloud`. */
      readonly call: string;
      readonly command: readonly string[];
    };

/** One thing that speaks against "done". */
export interface RolloutReason {
  readonly code: RolloutReasonCode;
  /** The object that says so, or that lacks what would say it. */
  readonly object: RolloutSubject;
  /** JSON Pointer into it; empty for the whole. */
  readonly pointer: string;
  readonly found?: string;
  readonly expected?: string;
  /** One sentence without a final full stop. */
  readonly message: string;
}

/** How far a rollout is. */
export interface RolloutVerdict {
  readonly state: RolloutState;
  /** Everything that speaks against "done"; empty when done. The first one decides the state. */
  readonly reasons: readonly RolloutReason[];
  /** Where the state is `unknown`: what would tell. */
  readonly evidence: readonly EvidenceRequest[];
}
