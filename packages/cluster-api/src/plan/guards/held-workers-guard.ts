import type { Diagnostic } from "@imagewright/core";
import {
  type GuardedHop,
  type MachineGroup,
  nameList,
  placeFacts,
  type PlanGuard,
} from "@imagewright/core/plan";

import { bootstrapGroup } from "../../reference/cluster-api-groups.ts";
import { clusterApiPlanGuardDiagnostics } from "./cluster-api-plan-guard-diagnostics.ts";
import { changesMinor } from "./hop-minors.ts";

/** Groups whose machines are made by machine sets, the only ones with checks before that. */
const setKinds: ReadonlySet<MachineGroup["kind"]> = new Set<MachineGroup["kind"]>([
  "machineDeployment",
  "machineSet",
  "topologyMachineDeployment",
]);

/**
 * Workers that kubeadm joins, between the step of the control plane and their own. That those which
 * follow in the same hop wait is the usual course: it is told once, where something would make
 * machines of them meanwhile. Those that stay behind are told of for each hop.
 */
export const heldWorkersGuard: PlanGuard = ({ hops }) => {
  const ahead = hops.filter(changesMinor);
  const following = new Set(ahead.flatMap(({ groups }) => groups.map(({ group }) => group)));
  const waiting = [...following].filter((group) => isHeld(group) && isActedOn(group));
  return [
    ...report("CAPI_PLAN_WORKERS_WAIT", waiting, "between the control plane's steps and their own"),
    ...ahead.flatMap((hop) => {
      const byEnd = Map.groupBy(hop.behind.filter(isHeld), (group) => until(hop, group, hops));
      return [...byEnd].flatMap(([end, groups]) =>
        report("CAPI_PLAN_WORKERS_HELD", groups, `from ${hop.version} on, ${end}`),
      );
    }),
  ];
};

/** Whether something else than the plan makes machines of a group. */
function isActedOn({ replicas, healthChecks }: MachineGroup): boolean {
  return replicas.managers.length > 0 || healthChecks.length > 0;
}

function isHeld({ kind, bootstrap, controls }: MachineGroup): boolean {
  const target = bootstrap?.target;
  return (
    setKinds.has(kind) &&
    target?.group === bootstrapGroup &&
    target.kind === "KubeadmConfigTemplate" &&
    !controls.some(({ effect, text }) => effect === "skipPreflight" && skipsSkew(text))
  );
}

function skipsSkew(text: string): boolean {
  const names = new Set(text.split(",").map((name) => name.trim()));
  return names.has("All") || names.has("KubeadmVersionSkew");
}

/** When a group that stays behind in a hop follows. */
function until({ number }: GuardedHop, behind: MachineGroup, hops: readonly GuardedHop[]): string {
  const next = hops.find(
    (later) => later.number > number && later.groups.some(({ group }) => group === behind),
  );
  return next === undefined
    ? "until they are upgraded, which this plan does not do"
    : `until they follow to ${next.version}`;
}

function report(
  code: "CAPI_PLAN_WORKERS_HELD" | "CAPI_PLAN_WORKERS_WAIT",
  groups: readonly MachineGroup[],
  when: string,
): readonly Diagnostic[] {
  const [first] = groups;
  if (first === undefined) {
    return [];
  }
  const scaled = groups.filter(({ replicas }) => replicas.managers.length > 0);
  const checked = groups.filter(({ healthChecks }) => healthChecks.length > 0);
  const active = [
    ...(scaled.length === 0 ? [] : [`an autoscaler acts on ${namesOf(scaled)}`]),
    ...(checked.length === 0 ? [] : [`health checks act on ${namesOf(checked)}`]),
  ];
  const also = active.length === 0 ? "" : `; ${active.join(", ")}, to no effect`;
  const message = `no machine of ${namesOf(groups)} can be made ${when}${also}`;
  return [clusterApiPlanGuardDiagnostics.report(code, { message, ...placeFacts(first.place) })];
}

function namesOf(groups: readonly MachineGroup[]): string {
  return nameList(groups.map(({ name }) => name));
}
