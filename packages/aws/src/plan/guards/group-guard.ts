import { infrastructureGroup, machinePointer } from "@imagewright/cluster-api";
import type { Diagnostic, ObjectAddress } from "@imagewright/core";
import type { GroupUpgrade, GuardContext, GuardedHop, PlanGuard } from "@imagewright/core/plan";

import { launchTemplatePointer } from "../../image-places.ts";
import { groupObjects } from "../group-objects.ts";
import { imageSource } from "../image-source.ts";
import { lookupFindings } from "./lookup-findings.ts";
import {
  findAmazonLinux2,
  findArchitecture,
  findRefresh,
  findUserData,
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
export const groupGuard: PlanGuard = (context) =>
  context.hops.flatMap((hop) => {
    const changed = new Set(hop.changes.map(({ object }) => keyOf(object)));
    return hop.groups.flatMap((upgrade) => findingsOf(upgrade, hop, changed, context));
  });

function findingsOf(
  upgrade: GroupUpgrade,
  hop: GuardedHop,
  changed: ReadonlySet<string>,
  context: GuardContext,
): readonly Diagnostic[] {
  const { infrastructure } = upgrade.group;
  const kind = infrastructure?.target.kind ?? "";
  const pointer = pointers.get(kind);
  if (pointer === undefined || infrastructure?.target.group !== infrastructureGroup) {
    return [];
  }
  const parts = groupObjects(upgrade.group, hop.after);
  if ("missing" in parts) {
    return [];
  }
  const { owner, infrastructure: machine } = parts;
  if (![owner, machine].some(({ address }) => changed.has(keyOf(address)))) {
    return [];
  }
  const source = imageSource(machine.object, pointer, context.cluster);
  const group = { upgrade, parts, source, pointer, hop, context };
  return [
    ...findAmazonLinux2(group),
    ...findUserData(group),
    ...findArchitecture(group),
    ...(kind === "AWSMachinePool" ? findRefresh(group) : []),
    ...lookupFindings(machine, source, context.cluster, hop.after),
  ];
}

function keyOf({ kind, namespace = "", name }: ObjectAddress): string {
  return `${kind}/${namespace}/${name}`;
}
