import type { NodeTaint } from "@imagewright/aws/user-data";

import type { NodeRequirement } from "./node-pool-spec.ts";

/** One provisioner that launches nodes from a launch template. */
export interface ProvisionerOptions {
  /**
   * @pattern ^[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?$
   * @examples ["default"]
   */
  readonly name: string;
  /** Name of the launch template; one of the same target. */
  readonly launchTemplate: string;
  /** Tags of the subnets; `*` means any value. */
  readonly subnetSelector: { readonly [key: string]: string };
  /** What instances have to be; the image's architecture is added. */
  readonly requirements?: readonly NodeRequirement[];
  /** Labels of the nodes. */
  readonly nodeLabels?: { readonly [key: string]: string };
  readonly taints?: readonly NodeTaint[];
  /** Most of each resource that all nodes may have, e.g. `cpu: "1000"`. */
  readonly limits?: { readonly [resource: string]: string };
  /**
   * @TJS-type integer
   * @minimum 0
   */
  readonly ttlSecondsAfterEmpty?: number;
  /**
   * @TJS-type integer
   * @minimum 0
   */
  readonly ttlSecondsUntilExpired?: number;
}
