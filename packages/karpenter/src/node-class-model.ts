import type { AmiSelectorTerm } from "@imagewright/core";

import type { NodeClassSpec } from "./node-class-spec.ts";
import type { ObjectLabels } from "./object-labels.ts";

/**
 * A node class of any generation of Karpenter's API: an EC2NodeClass of v1 or v1beta1, or an
 * AWSNodeTemplate of v1alpha1, whose selectors are written as the terms they stand for.
 */
export interface KarpenterNodeClass extends NodeClassSpec {
  /** @examples ["default"] */
  readonly name: string;
  readonly metadata?: ObjectLabels;
  /** Images, as alternatives; without them the newest of the family is meant, up to v1beta1. */
  readonly amiSelectorTerms?: readonly AmiSelectorTerm[];
  /** Name of a launch template, which says all the rest; v1alpha1 only. */
  readonly launchTemplate?: string;
}
