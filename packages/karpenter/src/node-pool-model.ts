import type { KubeletOptions } from "./kubelet-options.ts";
import type { NodeClassSpec } from "./node-class-spec.ts";
import type { NodePoolSpec } from "./node-pool-spec.ts";
import type { ObjectLabels } from "./object-labels.ts";

/** A node pool of any generation of Karpenter's API: a NodePool, or a Provisioner of v1alpha5. */
export interface KarpenterNodePool extends NodePoolSpec {
  /** @examples ["default"] */
  readonly name: string;
  readonly metadata?: ObjectLabels;
  /** The node class; only a provisioner with `provider` has none. */
  readonly nodeClassRef?: NodeClassReference;
  /** Settings of the kubelet; in v1 they are the node class's. */
  readonly kubelet?: KubeletOptions;
  /** What a node class says, written into the pool; v1alpha5 only. */
  readonly provider?: ProvisionerProvider;
}

/** What names a node class. */
export interface NodeClassReference {
  /** @examples ["karpenter.k8s.aws"] */
  readonly group: string;
  /** @examples ["EC2NodeClass"] */
  readonly kind: string;
  readonly name: string;
  /** Version of the API, where it is not the pool's own generation. */
  readonly version?: string;
}

/** The node class a provisioner holds itself. */
export interface ProvisionerProvider extends NodeClassSpec {
  /** Name of a launch template, which says all the rest. */
  readonly launchTemplate?: string;
}
