import type { ClusterState, NodeGroupState } from "@imagewright/core";
import { type GuardedHop, nameList, placeFacts, type PlanGuard } from "@imagewright/core/plan";

import { clusterApiPlanGuardDiagnostics } from "./cluster-api-plan-guard-diagnostics.ts";
import { minorOf } from "./hop-minors.ts";

/** Groups of a topology that are told to stay behind: the last version waits, others never come. */
export const heldGroupsGuard: PlanGuard = ({ cluster, hops }) => {
  const moving = hops.filter(({ movesControlPlane }) => movesControlPlane);
  if (cluster.topology === undefined || moving.length === 0) {
    return [];
  }
  const isLast = !isChain(moving);
  return cluster.nodeGroups.flatMap((group) =>
    group.controls
      .filter(({ effect }) => effect === "defer" || effect === "hold")
      .map(({ effect, place }) => {
        const names = nameList(effect === "hold" ? namesBehind(cluster, group) : [group.name]);
        const message = isLast
          ? `${names} would stay behind`
          : `${names} would stay behind, and the plan has further versions`;
        return clusterApiPlanGuardDiagnostics.report(
          isLast ? "CAPI_PLAN_GROUP_HELD" : "CAPI_PLAN_CHAIN_HELD",
          { message, ...placeFacts(place) },
        );
      }),
  );
};

/** Whether the control plane goes through several versions, one by one or in one step. */
function isChain(moving: readonly GuardedHop[]): boolean {
  const [first] = moving;
  const [from, to] = [first?.from, first?.version].map((version) =>
    Number(minorOf(version)?.split(".")[1]),
  );
  return moving.length > 1 || Number(to) - Number(from) > 1;
}

/** A group that is held holds all behind it in its own list. */
function namesBehind({ nodeGroups }: ClusterState, held: NodeGroupState): readonly string[] {
  const list = nodeGroups.filter(({ kind }) => kind === held.kind);
  return list.slice(list.indexOf(held)).map(({ name }) => name);
}
