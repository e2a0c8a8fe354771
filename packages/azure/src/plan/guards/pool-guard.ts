import type { Diagnostic } from "@imagewright/core";
import type { PlanGuard } from "@imagewright/core/plan";

import { capzVersionOf } from "../../capz-version.ts";
import data from "../../data/capz-fields.json" with { type: "json" };
import { planFinding } from "../plan-finding.ts";
import { lastMoves, movedGroups } from "./moved-groups.ts";

const { releases } = data.poolRolloutFaults;

/** What keeps CAPZ from replacing the instances of pools, or makes it replace too many. */
export const poolGuard: PlanGuard = (context) => {
  const pools = lastMoves(movedGroups(context)).filter(
    ({ made }) => made.kind === "AzureMachinePool",
  );
  const [first] = pools;
  if (first === undefined) {
    return [];
  }
  const names = pools.map(({ group }) => group.name).join(", ");
  // What nobody says of the release is no hazard: most clusters run another one.
  const release =
    context.targetVersions["capz"] === undefined ? "" : capzVersionOf(context.targetVersions);
  const found: Diagnostic[] = [
    planFinding("CAPZ_PLAN_POOL_GATE", first.group.place, {
      message: `instances of ${names} are replaced only while SkipMachinePoolModelReconciliation is off`,
    }),
  ];
  if (releases.includes(release.replace(/^v/u, ""))) {
    const message = `CAPZ ${release} can delete instances of ${names} that were just made`;
    found.push(planFinding("CAPZ_PLAN_POOL_RELEASE", first.group.place, { message }));
  }
  return found;
};
