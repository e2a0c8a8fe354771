import type { EksUserDataFormat, NodeSettings } from "@imagewright/aws/user-data";
import type { ImageChoice } from "@imagewright/core";

import type {
  NodeClassSpec,
  SecurityGroupSelectorTerm,
  SubnetSelectorTerm,
} from "./node-class-spec.ts";

/** One node class: which image, and what an instance launched from it looks like. */
export interface NodeClassOptions extends ImageChoice, NodeClassSpec {
  /**
   * @pattern ^[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?$
   * @examples ["default"]
   */
  readonly name: string;
  /**
   * Subnets, as alternatives.
   *
   * @minItems 1
   */
  readonly subnetSelectorTerms: readonly SubnetSelectorTerm[];
  /**
   * Security groups, as alternatives.
   *
   * @minItems 1
   */
  readonly securityGroupSelectorTerms: readonly SecurityGroupSelectorTerm[];
  /** User data that joins the node; for the family `Custom`, to which Karpenter adds nothing. */
  readonly node?: JoiningNode;
}

/** What a node that joins by itself says. */
export interface JoiningNode extends NodeSettings {
  /** What the image reads; by the image's operating system where left out. */
  readonly format?: EksUserDataFormat;
  /** Shell script that runs before the node joins. */
  readonly script?: string;
}
