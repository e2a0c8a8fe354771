import type { ReadNodeConfigOptions } from "./node-config/read-node-config.ts";

/** Families of operating systems, by what their nodes read at the first boot. */
export type UserDataFamily = "al2" | "al2023" | "bottlerocket" | "ubuntu" | "windows";

/** Who reads the user data, and what is added to it on the way. */
export interface UserDataReader extends ReadNodeConfigOptions {
  /** Left out where the place of the user data does not say which system boots. */
  readonly family?: UserDataFamily;
  /**
   * `merged` where EKS adds its own part: managed node groups whose launch template names no
   * image. `whole` everywhere else: the user data has to join the node by itself.
   *
   * @default "whole"
   */
  readonly delivery?: "merged" | "whole";
  /** Minor of Kubernetes, `1.34`; settings of Bottlerocket it does not have are refused. */
  readonly minor?: string;
}

/** Content type of a NodeConfig. */
export const nodeConfigType = "application/node.eks.aws";

/** A call of the script that joins a node of Amazon Linux 2. */
export const bootstrapCall = /^[^#\n]*\/etc\/eks\/bootstrap\.sh(?:\s|$)/mu;
