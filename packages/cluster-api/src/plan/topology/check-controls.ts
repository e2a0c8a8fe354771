import {
  type ClusterState,
  compareKubernetesVersions,
  type Diagnostic,
  parseKubernetesVersion,
  type UpgradeControl,
  type VersionFact,
} from "@imagewright/core";
import type { MachineGroup } from "@imagewright/core/plan";

import { type PlanCode, planFinding } from "../plan-finding.ts";
import { isTopologyGroup } from "./topology-scene.ts";

/** What an annotation means for an upgrade of a topology. */
const effects: ReadonlyMap<UpgradeControl["effect"], readonly [code: PlanCode, says: string]> =
  new Map([
    ["gate", ["CAPI_PLAN_TOPOLOGY_GATE", "keeps the upgrade from starting"]],
    ["defer", ["CAPI_PLAN_TOPOLOGY_HELD", "keeps this group at its version"]],
    ["hold", ["CAPI_PLAN_TOPOLOGY_HELD", "keeps this group and those behind it at their version"]],
    ["step", ["CAPI_PLAN_TOPOLOGY_BUSY", "names a step of an upgrade that goes on"]],
    ["versionRulesOff", ["CAPI_PLAN_TOPOLOGY_UNCHECKED", "switches off the rules about versions"]],
  ]);

/** What annotations say about a change of the topology's version. */
export function checkControls(state: ClusterState): readonly Diagnostic[] {
  const controls = [...state.controls, ...groupsOf(state).flatMap((group) => group.controls)];
  return controls.flatMap(({ effect, text, place }) => {
    const name = place.pointer.slice(place.pointer.lastIndexOf("/") + 1).replaceAll("~1", "/");
    if (effect === "pendingHooks") {
      const isBlocking = text.split(",").some((hook) => hook.trim() === "AfterClusterUpgrade");
      const message = `the hook AfterClusterUpgrade of Cluster ${state.name} is still to be called`;
      return isBlocking
        ? [planFinding("CAPI_PLAN_TOPOLOGY_HOOK", place, { message, found: text })]
        : [];
    }
    const rule = effects.get(effect);
    return rule === undefined
      ? []
      : [planFinding(rule[0], place, { message: `${name} ${rule[1]}`, found: text })];
  });
}

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
