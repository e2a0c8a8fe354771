import { infrastructureGroup, machineImageJudge } from "@imagewright/cluster-api";
import type { RolloutJudge } from "@imagewright/core";

import { parseManifest } from "../parse/manifest.ts";
import { machinePoolJudge } from "./judge-machine-pool.ts";
import { managedControlPlaneJudge } from "./judge-managed-control-plane.ts";
import { managedMachinePoolJudge } from "./judge-managed-machine-pool.ts";

/**
 * Whether rollouts of CAPZ's kinds are finished. What a pool does not tell is taken from answers to
 * `compute:VirtualMachineScaleSetVMs_List`, as `az vmss list-instances` prints them.
 */
export const azureJudges: readonly RolloutJudge[] = [
  machinePoolJudge,
  managedControlPlaneJudge,
  managedMachinePoolJudge,
  machineImageJudge({
    group: infrastructureGroup,
    kind: "AzureMachine",
    readyCondition: "VMRunning",
    readManifest: parseManifest,
  }),
];
