import type { MachineGroup, Upgrader } from "../plan-contribution.ts";
import type { PlanGroup } from "./plan-group.ts";

/** Groups that are upgraded together. */
export interface UpgradeUnit {
  readonly upgrader: Upgrader | undefined;
  readonly groups: readonly PlanGroup[];
}

/** Nodes of Cluster API first, then pools, then what makes nodes by itself; each by its name. */
const ranks: Readonly<Record<MachineGroup["kind"], number>> = {
  kubeadm: 0,
  eks: 0,
  topology: 0,
  external: 0,
  machineDeployment: 1,
  topologyMachineDeployment: 1,
  machineSet: 2,
  machine: 3,
  managedPool: 4,
  machinePool: 5,
  topologyMachinePool: 5,
  karpenterNodePool: 6,
};

/** The units of a cluster in the order of their upgrades; that of the control plane first. */
export function orderUnits(groups: readonly PlanGroup[]): readonly UpgradeUnit[] {
  const together = new Map<Upgrader, PlanGroup[]>();
  const units: UpgradeUnit[] = [];
  const ordered = groups.toSorted(
    (a, b) =>
      Number(b.isControlPlane) - Number(a.isControlPlane) ||
      ranks[a.group.kind] - ranks[b.group.kind],
  );
  for (const group of ordered) {
    const { upgrader } = group;
    const mates = upgrader?.unit === "cluster" ? together.get(upgrader) : undefined;
    if (mates !== undefined) {
      mates.push(group);
      continue;
    }
    const own = [group];
    units.push({ upgrader, groups: own });
    if (upgrader?.unit === "cluster") {
      together.set(upgrader, own);
    }
  }
  return units;
}
