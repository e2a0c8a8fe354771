import type { RolloutJudge } from "@imagewright/core";

import { nodeClassJudge } from "./judge-node-class.ts";
import { nodePoolJudge } from "./judge-node-pool.ts";

/**
 * Whether the nodes of Karpenter's classes and pools on AWS, v1 and v1beta1, run what is intended.
 * The evidence is the classes, pools, NodeClaims and Nodes of the one cluster.
 */
export const karpenterJudges: readonly RolloutJudge[] = [nodeClassJudge, nodePoolJudge];
