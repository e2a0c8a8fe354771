import type { ImageChoice } from "@imagewright/core";

import type { JoiningNode } from "./node-class-options.ts";

/** One launch template of Karpenter's first years, as a CloudFormation stack of its own. */
export interface LaunchTemplateOptions extends ImageChoice {
  /**
   * Name of the launch template; provisioners refer to it.
   *
   * @pattern ^[A-Za-z0-9][A-Za-z0-9._-]{2,127}$
   * @examples ["KarpenterCustomLaunchTemplate"]
   */
  readonly name: string;
  /** What the node says when it joins; Karpenter adds nothing to a launch template. */
  readonly node?: JoiningNode;
  /** How the user data stands in the stack: readable, or as base64. */
  readonly userDataForm?: "base64" | "text";
  /**
   * Security groups of the nodes, in the cluster's VPC.
   *
   * @minItems 1
   */
  readonly securityGroupIds: readonly string[];
  /**
   * Name of the node's role; CloudFormation makes one up where it is left out.
   *
   * @pattern ^[A-Za-z0-9+=,.@_-]{1,64}$
   */
  readonly roleName?: string;
  /**
   * Name of the instance profile; CloudFormation makes one up where it is left out.
   *
   * @pattern ^[A-Za-z0-9+=,.@_-]{1,128}$
   */
  readonly instanceProfileName?: string;
  /**
   * Device of the root volume, where the image has a root volume of another size.
   *
   * @pattern ^/dev/[a-z0-9]{1,16}$
   * @examples ["/dev/xvda"]
   */
  readonly rootDeviceName?: string;
}
