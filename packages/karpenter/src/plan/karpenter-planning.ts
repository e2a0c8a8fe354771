import type { ClusterState } from "@imagewright/core";
import type { MachineGroup, PlanContribution, PlanObjects, Upgrader } from "@imagewright/core/plan";

import { classGuard } from "./guards/class-guard.ts";
import { poolGuard } from "./guards/pool-guard.ts";
import { isFollowing, poolImageNeed } from "./image-need.ts";
import { planPools } from "./plan-pools.ts";
import { canaryOf, isPool, plannedPool } from "./planned-pool.ts";

const shared = {
  unit: "cluster",
  imageNeed: poolImageNeed,
  precedesControlPlane: true,
  isBegun: isPoolBegun,
  endsFirst: isPoolHalfway,
  plan: planPools,
} as const;

/**
 * Pools whose images follow the control plane by themselves: all of them are replaced at every
 * minor version.
 */
const followingPools: Upgrader = {
  ...shared,
  isLockstep: true,
  handles(group, _cluster, objects) {
    const pool = isPool(group) ? plannedPool(group, objects) : undefined;
    return pool !== undefined && isFollowing(pool, objects);
  },
};

/** All other pools: their classes name images, and are told of new ones. */
const pinnedPools: Upgrader = { ...shared, handles: isPool };

function isPoolBegun(group: MachineGroup, _cluster: ClusterState, objects: PlanObjects): boolean {
  const pool = plannedPool(group, objects);
  return (
    pool !== undefined && (pool.phase !== "free" || canaryOf(pool.stored.object) !== undefined)
  );
}

/** Once there is a canary, or nodes are let go, a pool's nodes come to the new image later only. */
function isPoolHalfway(
  group: MachineGroup,
  { nodeGroups }: ClusterState,
  objects: PlanObjects,
): boolean {
  const pool = plannedPool(group, objects);
  if (pool === undefined || pool.phase === "free") {
    return pool !== undefined && canaryOf(pool.stored.object) !== undefined;
  }
  const isTried = nodeGroups.some((other) => {
    const stored = objects.find(other.place.object);
    return stored !== undefined && canaryOf(stored.object) !== undefined;
  });
  return pool.phase !== "frozen" || isTried;
}

/**
 * How pools of Karpenter on AWS are upgraded: held back by a budget while the control plane moves,
 * tried out by a canary, switched by their class, let go a few at a time, and left as they were.
 */
export const karpenterPlanning: PlanContribution = {
  upgraders: [followingPools, pinnedPools],
  guards: [poolGuard, classGuard],
};
