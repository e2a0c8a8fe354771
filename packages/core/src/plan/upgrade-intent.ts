/** What is wanted of clusters. */
export interface UpgradeIntent {
  readonly apiVersion: "imagewright/v1alpha1";
  readonly kind: "UpgradeIntent";
  readonly goal: UpgradeGoal;
  /**
   * Which clusters, as `name` or `namespace/name`; `*` stands for any text but `/`.
   *
   * @default all clusters
   * @minItems 1
   */
  readonly clusters?: readonly string[];
  /**
   * Whether nodes follow the control plane at every minor version, or only as often as the skew
   * policy demands. In between, nodes that kubeadm joins can be neither added nor repaired.
   *
   * @default "lockstep"
   */
  readonly pace?: "lockstep" | "fewer";
  /**
   * Versions to pass through, where images do not say which: three numbers each.
   *
   * @examples [["1.32.13", "1.33.13"]]
   */
  readonly through?: readonly string[];
  /**
   * Names of catalog records that are taken where several images fit.
   *
   * @examples [["ubuntu-2404-1.34.11-20261103"]]
   */
  readonly images?: readonly string[];
  /**
   * Version of control planes that no manifest describes.
   *
   * @pattern ^\d+\.\d+(\.\d+)?$
   */
  readonly controlPlaneVersion?: string;
  /**
   * How many node groups of a cluster are upgraded at once.
   *
   * @minimum 1
   * @default 1
   */
  readonly concurrency?: number;
  /**
   * Where a person has to agree inside a cluster: before each control plane's step, or nowhere.
   *
   * @default "none"
   */
  readonly approve?: "controlPlane" | "none";
  /**
   * Seconds to wait after each hop.
   *
   * @minimum 0
   * @default 0
   */
  readonly soakSeconds?: number;
  /**
   * Whether building a missing image becomes a step, or keeps the plan from being made.
   *
   * @default false
   */
  readonly buildMissing?: boolean;
  /**
   * Whether templates that are out of use at the end are deleted by a last step.
   *
   * @default false
   */
  readonly cleanUp?: boolean;
  /**
   * Clusters in the order of their upgrades. Clusters that no wave names come last, in one of their
   * own.
   */
  readonly waves?: readonly IntentWave[];
}

/** Where clusters are to go. */
export type UpgradeGoal = VersionGoal | ImageGoal | SupportedGoal;

/** Clusters to a Kubernetes version. */
export interface VersionGoal {
  /**
   * Three numbers, or two for the newest version of a minor release that there are images for.
   *
   * @pattern ^(0|[1-9]\d*)\.(0|[1-9]\d*)(\.(0|[1-9]\d*)([-+].*)?)?$
   * @examples ["1.34", "1.34.11"]
   */
  readonly kubernetesVersion: string;
}

/** One image wherever it fits, at the Kubernetes version that is on it. */
export interface ImageGoal {
  /**
   * Name of the catalog's record.
   *
   * @examples ["ubuntu-2404-1.34.11-20261103"]
   */
  readonly image: string;
}

/** Away from every image that is deprecated, revoked or expired, within the minor version. */
export interface SupportedGoal {
  readonly images: "supported";
}

/** Clusters that are upgraded together. */
export interface IntentWave {
  /**
   * @pattern ^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$
   * @examples ["canary"]
   */
  readonly name: string;
  /**
   * As `name` or `namespace/name`; `*` stands for any text but `/`. A cluster belongs to the first
   * wave that names it.
   *
   * @minItems 1
   */
  readonly clusters: readonly string[];
  /**
   * How many clusters at once.
   *
   * @minimum 1
   * @default 1
   */
  readonly concurrency?: number;
  /**
   * How many clusters may fail before no other one is begun.
   *
   * @minimum 0
   * @default 0
   */
  readonly maxFailures?: number;
  /**
   * Whether a person has to agree before it begins.
   *
   * @default false
   */
  readonly approve?: boolean;
  /**
   * Seconds to wait before the next wave begins.
   *
   * @minimum 0
   * @default 0
   */
  readonly soakSeconds?: number;
}
