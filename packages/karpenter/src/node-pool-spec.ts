import type { NodeTaint } from "@imagewright/aws/user-data";

/** Which nodes Karpenter may launch, and when it replaces them. */
export interface NodePoolSpec {
  /** What instances have to be; the image's architecture and operating system are added. */
  readonly requirements?: readonly NodeRequirement[];
  /** Labels of the nodes. */
  readonly nodeLabels?: { readonly [key: string]: string };
  /** Annotations of the nodes. */
  readonly annotations?: { readonly [key: string]: string };
  readonly taints?: readonly NodeTaint[];
  /** Taints that a daemon takes away once the node is ready. */
  readonly startupTaints?: readonly NodeTaint[];
  /**
   * Age at which a node is replaced by force; 720h where left out.
   *
   * @pattern ^(([0-9]+(s|m|h))+|Never)$
   * @examples ["720h"]
   */
  readonly expireAfter?: string;
  /**
   * Longest time a node is drained.
   *
   * @pattern ^([0-9]+(s|m|h))+$
   * @examples ["24h"]
   */
  readonly terminationGracePeriod?: string;
  /** Most of each resource that all nodes of the pool may have, e.g. `cpu: "1000"`. */
  readonly limits?: { readonly [resource: string]: string };
  /**
   * Pools of a greater weight are tried first.
   *
   * @TJS-type integer
   * @minimum 1
   * @maximum 100
   */
  readonly weight?: number;
  /** When Karpenter replaces nodes on its own. */
  readonly disruption?: DisruptionOptions;
  /**
   * Number of nodes that always run: a static pool; since Karpenter 1.8.
   *
   * @TJS-type integer
   * @minimum 0
   */
  readonly replicas?: number;
}

/** What the value of one label of an instance has to be. */
export interface NodeRequirement {
  /** @examples ["karpenter.k8s.aws/instance-category"] */
  readonly key: string;
  readonly operator: "DoesNotExist" | "Exists" | "Gt" | "Gte" | "In" | "Lt" | "Lte" | "NotIn";
  readonly values?: readonly string[];
  /**
   * How many different values there have to be.
   *
   * @TJS-type integer
   * @minimum 1
   * @maximum 50
   */
  readonly minValues?: number;
}

/** When Karpenter replaces nodes on its own. */
export interface DisruptionOptions {
  readonly consolidationPolicy?: "Balanced" | "WhenEmpty" | "WhenEmptyOrUnderutilized";
  /**
   * Time without a change of pods after which a node may go; `0s` where left out.
   *
   * @pattern ^(([0-9]+(s|m|h))+|Never)$
   */
  readonly consolidateAfter?: string;
  /**
   * How many nodes may go at a time; the strictest budget holds, 10% where none is given.
   *
   * @minItems 1
   */
  readonly budgets?: readonly DisruptionBudget[];
}

/** How many nodes may go at a time, always or in a window. */
export interface DisruptionBudget {
  /**
   * A number or a percentage, as text.
   *
   * @pattern ^((100|[0-9]{1,2})%|[0-9]+)$
   * @examples ["10%"]
   */
  readonly nodes: string;
  /**
   * Starts of the window in UTC: five cron fields, or `@daily` and the like.
   *
   * @examples ["0 9 * * mon-fri"]
   */
  readonly schedule?: string;
  /**
   * Length of the window, hours and minutes.
   *
   * @pattern ^([0-9]+(h|m)|[0-9]+h[0-9]+m)(0s)?$
   * @examples ["8h"]
   */
  readonly duration?: string;
  /** Reasons the budget holds for; all of them where left out. */
  readonly reasons?: readonly ("Drifted" | "Empty" | "Underutilized")[];
}
