import { infrastructureGroup, machinePointer } from "@imagewright/cluster-api";
import type { Diagnostic, ObjectAddress } from "@imagewright/core";
import type {
  GroupUpgrade,
  GuardContext,
  GuardedHop,
  PlanGuard,
  StoredObject,
} from "@imagewright/core/plan";

import { launchTemplatePointer } from "../../image-places.ts";
import { groupObjects } from "../group-objects.ts";
import { imageSource } from "../image-source.ts";
import { defaultLookups, lookupFindings } from "./lookup-findings.ts";
import {
  findAmazonLinux2,
  findArchitecture,
  findRefresh,
  findUserData,
  type GuardedGroup,
} from "./machine-findings.ts";

/** Whatever makes machines of CAPA, and where their fields stand. */
const pointers: ReadonlyMap<string, string> = new Map([
  ["AWSMachineTemplate", machinePointer],
  ["AWSMachinePool", launchTemplatePointer],
  ["AWSManagedMachinePool", launchTemplatePointer],
]);

/**
 * Groups whose next image does not go with their instances, their user data or their version. A
 * group that a hop leaves as it is, because it is refused for example, is not looked at.
 */
export const groupGuard: PlanGuard = (context) => {
  const byDefault = new Map<string, StoredObject>();
  const found = context.hops.flatMap((hop) => {
    const changed = new Set(hop.changes.map(({ object }) => keyOf(object)));
    return hop.groups.flatMap((upgrade) => {
      const group = changedGroup(upgrade, hop, changed, context);
      if (group?.source.by === "default") {
        byDefault.set(upgrade.group.name, group.parts.infrastructure);
      }
      return group === undefined ? [] : findingsOf(group);
    });
  });
  return [...found, ...defaultLookups(byDefault)];
};

/** A group that a hop changes, as it stands then. */
function changedGroup(
  upgrade: GroupUpgrade,
  hop: GuardedHop,
  changed: ReadonlySet<string>,
  context: GuardContext,
): GuardedGroup | undefined {
  const { infrastructure } = upgrade.group;
  const pointer = pointers.get(infrastructure?.target.kind ?? "");
  if (pointer === undefined || infrastructure?.target.group !== infrastructureGroup) {
    return undefined;
  }
  const parts = groupObjects(upgrade.group, hop.after);
  if ("missing" in parts) {
    return undefined;
  }
  const { owner, infrastructure: machine } = parts;
  if (![owner, machine].some(({ address }) => changed.has(keyOf(address)))) {
    return undefined;
  }
  const source = imageSource(machine.object, pointer, context.cluster);
  return { upgrade, parts, source, pointer, hop, context };
}

function findingsOf(group: GuardedGroup): readonly Diagnostic[] {
  const { parts, source, hop, context } = group;
  const { infrastructure: machine } = parts;
  return [
    ...findAmazonLinux2(group),
    ...findUserData(group),
    ...findArchitecture(group),
    ...(machine.address.kind === "AWSMachinePool" ? findRefresh(group) : []),
    ...lookupFindings(machine, source, context.cluster, hop.after),
  ];
}

function keyOf({ kind, namespace = "", name }: ObjectAddress): string {
  return `${kind}/${namespace}/${name}`;
}
