import type { NodePoolSpec } from "./node-pool-spec.ts";

/** One node pool: which nodes Karpenter may launch, and when it replaces them. */
export interface NodePoolOptions extends NodePoolSpec {
  /**
   * @pattern ^[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?$
   * @examples ["default"]
   */
  readonly name: string;
  /**
   * Name of the node class.
   *
   * @examples ["default"]
   */
  readonly nodeClass: string;
}
