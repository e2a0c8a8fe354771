import type { ClusterAccess } from "@imagewright/aws/user-data";
import type { TargetHeader } from "@imagewright/core";

import type { LaunchTemplateOptions } from "./launch-template-options.ts";
import type { NodeClassOptions } from "./node-class-options.ts";
import type { NodePoolOptions } from "./node-pool-options.ts";
import type { ProvisionerOptions } from "./provisioner-options.ts";

/** How Karpenter launches nodes from an image. The image itself is built by another target. */
export interface KarpenterTarget extends TargetHeader {
  readonly provider: "karpenter";
  /**
   * Version of Karpenter in the cluster; what it does not know yet, or any more, is refused.
   *
   * @pattern ^\d{1,3}\.\d{1,3}(\.\d{1,3})?$
   * @default 1.14.1
   * @examples ["1.14.1"]
   */
  readonly karpenterVersion?: string;
  /**
   * Generation of Karpenter's API that node classes and pools are written in; the newest that
   * `karpenterVersion` serves where left out. `alpha` is AWSNodeTemplate and Provisioner.
   */
  readonly apiGeneration?: "alpha" | "v1" | "v1beta1";
  /**
   * Region of the cluster, for images that the catalog knows by region.
   *
   * @pattern ^[a-z]{2,4}(-[a-z]+)+-\d+$
   * @examples ["eu-west-1"]
   */
  readonly region?: string;
  /** The cluster, for user data that joins a node without Karpenter's help. */
  readonly cluster?: ClusterAccess;
  /**
   * Node classes: `EC2NodeClass`, or `AWSNodeTemplate` in the alpha generation.
   *
   * @minItems 1
   */
  readonly nodeClasses?: readonly NodeClassOptions[];
  /**
   * Node pools: `NodePool`, or `Provisioner` in the alpha generation.
   *
   * @minItems 1
   */
  readonly nodePools?: readonly NodePoolOptions[];
  /**
   * Launch templates of Karpenter 0.5 to 0.32, each a CloudFormation stack.
   *
   * @minItems 1
   */
  readonly launchTemplates?: readonly LaunchTemplateOptions[];
  /**
   * Provisioners (karpenter.sh/v1alpha5) of Karpenter 0.5 to 0.32 that use a launch template.
   *
   * @minItems 1
   */
  readonly provisioners?: readonly ProvisionerOptions[];
}
