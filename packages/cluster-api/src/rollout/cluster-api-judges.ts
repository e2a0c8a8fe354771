import type { RolloutJudge } from "@imagewright/core";

import { kubeadmControlPlaneJudge } from "./judge-kubeadm-control-plane.ts";
import { machineDeploymentJudge } from "./judge-machine-deployment.ts";
import { machinePoolJudge } from "./judge-machine-pool.ts";
import { machineJudge, machineSetJudge } from "./judge-machine-set.ts";
import { topologyClusterJudge } from "./judge-topology-cluster.ts";

/**
 * Whether rollouts of Cluster API's own kinds are finished, read as v1beta1 or v1beta2. Images are
 * judged by the judges of the infrastructure's provider, which have to be given beside these.
 */
export const clusterApiJudges: readonly RolloutJudge[] = [
  kubeadmControlPlaneJudge,
  machineDeploymentJudge,
  machineSetJudge,
  machineJudge,
  machinePoolJudge,
  topologyClusterJudge,
];
