import type { Diagnostic } from "@imagewright/core";
import type { GuardedHop, MachineGroup, PlanGuard } from "@imagewright/core/plan";

import { bootstrapGroup } from "../../reference/cluster-api-groups.ts";
import { clusterApiPlanGuardDiagnostics } from "./cluster-api-plan-guard-diagnostics.ts";
import { changesMinor } from "./hop-minors.ts";
import { nameList } from "./name-list.ts";

/** Groups whose machines are made by machine sets, the only ones with checks before that. */
const setKinds: ReadonlySet<MachineGroup["kind"]> = new Set<MachineGroup["kind"]>([
  "machineDeployment",
  "machineSet",
  "topologyMachineDeployment",
]);

/**
 * Workers that kubeadm joins, between the step of the control plane and their own: once for those
 * that follow in the same hop, and for each hop in which some stay behind.
 */
export const heldWorkersGuard: PlanGuard = ({ hops }) => {
  const ahead = hops.filter(changesMinor);
  const following = ahead.flatMap(({ groups }) => groups.map(({ group }) => group));
  const behind = ahead.flatMap((hop) => {
    const held = hop.behind.filter(isHeld);
    return held.length === 0 ? [] : [report(held, `from ${hop.version} on, ${until(hop, hops)}`)];
  });
  const held = [...new Set(following.filter(isHeld))];
  return [
    ...(held.length === 0 ? [] : [report(held, "in each hop, until their own step")]),
    ...behind,
  ];
};

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

/** When those that stay behind in a hop follow. */
function until({ number, behind }: GuardedHop, hops: readonly GuardedHop[]): string {
  const next = hops.find(
    (later) =>
      later.number > number &&
      later.groups.some(({ group }) => behind.some((node) => node === group)),
  );
  return next === undefined
    ? "until they are upgraded, which this plan does not do"
    : `until they follow to ${next.version}`;
}

function report(groups: readonly MachineGroup[], when: string): Diagnostic {
  const scaled = groups.filter(({ replicas }) => replicas.managers.length > 0);
  const checked = groups.filter(({ healthChecks }) => healthChecks.length > 0);
  const active = [
    ...(scaled.length === 0 ? [] : [`an autoscaler acts on ${namesOf(scaled)}`]),
    ...(checked.length === 0 ? [] : [`health checks act on ${namesOf(checked)}`]),
  ];
  const also = active.length === 0 ? "" : `; ${active.join(", ")}, to no effect`;
  return clusterApiPlanGuardDiagnostics.report("CAPI_PLAN_WORKERS_HELD", {
    message: `no machine of ${namesOf(groups)} can be made ${when}${also}`,
    ...(active.length > 0 && {
      hint: "Have spare machines before the upgrade begins, and let the nodes follow at every minor.",
    }),
  });
}

function namesOf(groups: readonly MachineGroup[]): string {
  return nameList(groups.map(({ name }) => name));
}
