import {
  type ClusterState,
  compareKubernetesVersions,
  type Diagnostic,
  parseKubernetesVersion,
  type VersionFact,
} from "@imagewright/core";
import type { MachineGroup } from "@imagewright/core/plan";

import { planFinding } from "../plan-finding.ts";
import { isTopologyGroup } from "./topology-scene.ts";

/**
 * Groups that do not run the topology's version yet: no other version is accepted before they do.
 * What was observed counts only while the topology asks for what it did then.
 */
export function checkIdle(state: ClusterState, current: string): readonly Diagnostic[] {
  const asked = state.topology?.version?.text;
  return asked === undefined || asked !== current
    ? []
    : groupsOf(state).flatMap((group) => {
        const behind = group.running.find((fact) => isOther(fact, current));
        const message = `${group.name} does not run the topology's version yet`;
        return behind === undefined
          ? []
          : [
              planFinding("CAPI_PLAN_TOPOLOGY_BUSY", group.place, {
                message,
                found: behind.text,
                expected: current,
              }),
            ];
      });
}

function groupsOf(state: ClusterState): readonly MachineGroup[] {
  return [...(state.controlPlane ? [state.controlPlane] : []), ...state.nodeGroups].filter(
    isTopologyGroup,
  );
}

function isOther({ text }: VersionFact, current: string): boolean {
  const [running, wanted] = [text, current].map((one) => parseKubernetesVersion(one, "tolerant"));
  return (
    running !== undefined &&
    wanted !== undefined &&
    compareKubernetesVersions(running, wanted, "precedence") !== 0
  );
}
