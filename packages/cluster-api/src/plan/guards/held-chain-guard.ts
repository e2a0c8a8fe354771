import type { ClusterState, NodeGroupState } from "@imagewright/core";
import { type GuardedHop, placeFacts, type PlanGuard } from "@imagewright/core/plan";

import { clusterApiPlanGuardDiagnostics } from "./cluster-api-plan-guard-diagnostics.ts";
import { minorOf } from "./hop-minors.ts";
import { nameList } from "./name-list.ts";

/** Groups of a topology that are told to stay behind, where more than one version is to follow. */
export const heldChainGuard: PlanGuard = ({ cluster, hops }) => {
  if (cluster.topology === undefined || !isChain(hops)) {
    return [];
  }
  return cluster.nodeGroups.flatMap((group) =>
    group.controls
      .filter(({ effect }) => effect === "defer" || effect === "hold")
      .map(({ effect, place }) => {
        const names = effect === "hold" ? namesBehind(cluster, group) : [group.name];
        return clusterApiPlanGuardDiagnostics.report("CAPI_PLAN_CHAIN_HELD", {
          message: `${nameList(names)} would stay behind, and the plan has further versions`,
          ...placeFacts(place),
        });
      }),
  );
};

/** Whether the plan takes the control plane through several versions, itself or in one step. */
function isChain(hops: readonly GuardedHop[]): boolean {
  const moving = hops.filter(({ movesControlPlane }) => movesControlPlane);
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
