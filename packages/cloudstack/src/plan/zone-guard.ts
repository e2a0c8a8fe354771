import { type Diagnostic, showValue } from "@imagewright/core";
import {
  type GuardContext,
  type MachineGroup,
  movingGroups,
  type PlanGuard,
} from "@imagewright/core/plan";

import { capcText } from "../capc-text.ts";
import { machineOf } from "./group-machines.ts";
import { zonesOf } from "./group-zones.ts";
import { planFinding } from "./plan-finding.ts";

/** Zones that nobody can look an image up for, and hosts that a rollout needs beside those in use. */
export const zoneGuard: PlanGuard = (context) => {
  const onCloudStack = movingGroups(context).filter(
    (group) => context.hops[0] !== undefined && machineOf(group, context.hops[0].before),
  );
  return [
    ...checkNames(onCloudStack, context),
    ...onCloudStack.flatMap((group) => checkHosts(group, context)),
  ];
};

/** Each zone without a name once, whoever is in it. */
function checkNames(
  groups: readonly MachineGroup[],
  { cluster, hops }: GuardContext,
): readonly Diagnostic[] {
  const said = new Set<string>();
  return groups.flatMap((group) => {
    const objects = hops[0]?.before;
    const zones = objects && zonesOf(group, cluster, objects);
    const stored = zones?.cluster;
    return stored === undefined || zones === undefined
      ? []
      : zones.domains.flatMap(({ zone, zonePointer }) => {
          if (capcText(zone, "/name") !== "" || said.has(zonePointer)) {
            return [];
          }
          said.add(zonePointer);
          const found = showValue(capcText(zone, "/id"));
          const message = `the zone ${found} has no name that the catalog could be asked for`;
          const place = { ...stored, pointer: zonePointer };
          return [planFinding("CAPC_PLAN_ZONE_UNNAMED", place, { message, found })];
        });
  });
}

/**
 * All machines of a control plane are in one group of hosts, the surging one too. Those of a
 * deployment are in one for each set, so that new ones may be beside old ones.
 */
function checkHosts(group: MachineGroup, { hops }: GuardContext): readonly Diagnostic[] {
  const made = hops[0] && machineOf(group, hops[0].before);
  const isAnti = made !== undefined && capcText(made.machine, "/affinity") === "anti";
  if (!isAnti || group.kind !== "kubeadm" || group.rollout.maxSurge?.text === "0") {
    return [];
  }
  const message = `while ${group.name} is upgraded it has one machine more, on a host of its own`;
  const place = { ...made.stored, pointer: `${made.pointer}/affinity` };
  return [planFinding("CAPC_PLAN_ANTI_AFFINITY", place, { message })];
}
