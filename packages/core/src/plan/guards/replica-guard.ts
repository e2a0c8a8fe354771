import type { Diagnostic } from "../../diagnostic.ts";
import type { GuardContext, MachineGroup, PlanGuard } from "../plan-contribution.ts";
import { movingGroups } from "./moving-groups.ts";
import { placeFacts } from "./place-facts.ts";
import { planGuardDiagnostics } from "./plan-guard-diagnostics.ts";

/** How many machines there are: where others say so, and where there is only one. */
export const replicaGuard: PlanGuard = (context) => [
  ...movingGroups(context).flatMap(checkManagers),
  ...checkSingle(context),
];

/** A manifest that gives no number leaves it to them, as it should. */
function checkManagers({ name, replicas }: MachineGroup): readonly Diagnostic[] {
  const managers = replicas.count === undefined ? [] : replicas.managers;
  return managers.map(({ by, name: manager, minimum, maximum, place }) => {
    const bounds =
      minimum === undefined || maximum === undefined ? "" : `, from ${minimum} to ${maximum}`;
    const who = by === "autoscaler" ? `the autoscaler${bounds}` : (manager ?? "something else");
    return planGuardDiagnostics.report("PLAN_REPLICAS_MANAGED", {
      message: `the manifest of ${name} gives a number of replicas, which is set by ${who}`,
      ...placeFacts(place),
      found: String(replicas.count),
    });
  });
}

/** A managed control plane has machines of its own, which nobody sees. */
function checkSingle({ cluster, hops }: GuardContext): readonly Diagnostic[] {
  const controlPlane = cluster.controlPlane;
  if (controlPlane === undefined || !hops.some(({ movesControlPlane }) => movesControlPlane)) {
    return [];
  }
  const { kind, replicas, name } = controlPlane;
  const isSingle =
    kind !== "eks" &&
    (replicas.count === 1 || (kind === "kubeadm" && replicas.count === undefined));
  return isSingle
    ? [
        planGuardDiagnostics.report("PLAN_CONTROL_PLANE_SINGLE", {
          message: `the control plane ${name} has one machine`,
          ...placeFacts(replicas.place),
        }),
      ]
    : [];
}
