import { infrastructureGroup } from "@imagewright/cluster-api";
import type { Upgrader } from "@imagewright/core/plan";

import { launchTemplatePointer } from "../image-places.ts";
import { imageNeed, isEks } from "./image-source.ts";
import { isPoolBegun, planGroup } from "./plan-group.ts";
import { poolUpgrade } from "./pool-upgrade.ts";

/**
 * A pool that CAPA itself looks after. Everything that changes is changed while the pool is paused,
 * so that one instance refresh brings it about.
 */
export const machinePoolUpgrader: Upgrader = {
  handles: ({ kind, infrastructure }) =>
    kind === "machinePool" &&
    infrastructure?.target.kind === "AWSMachinePool" &&
    infrastructure.target.group === infrastructureGroup,
  unit: "group",
  imageNeed,
  isBegun: isPoolBegun,
  plan: planGroup(launchTemplatePointer, (question) =>
    poolUpgrade(question, {
      pausesAlways: true,
      pinsFirst: false,
      // kubeadm joins no nodes of another minor than the control plane's.
      rollback: isEks(question.context.cluster) ? "revert" : "partly",
      reason: "One instance refresh replaces the instances by those of the next version.",
    }),
  ),
};
