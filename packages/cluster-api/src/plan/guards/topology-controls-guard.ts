import { parsePointer, type UpgradeControl } from "@imagewright/core";
import { placeFacts, type PlanGuard } from "@imagewright/core/plan";

import { clusterApiPlanGuardDiagnostics } from "./cluster-api-plan-guard-diagnostics.ts";

type TopologyCode =
  | "CAPI_PLAN_GATED"
  | "CAPI_PLAN_HOOKS_PENDING"
  | "CAPI_PLAN_UPGRADE_RUNS"
  | "CAPI_PLAN_VERSION_RULES_OFF";

const findings: ReadonlyMap<
  UpgradeControl["effect"],
  { readonly code: TopologyCode; readonly says: (name: string, text: string) => string }
> = new Map([
  ["gate", { code: "CAPI_PLAN_GATED", says: (name) => `${name} keeps the upgrade from starting` }],
  [
    "pendingHooks",
    { code: "CAPI_PLAN_HOOKS_PENDING", says: (_, text) => `still to be called: ${text}` },
  ],
  ["step", { code: "CAPI_PLAN_UPGRADE_RUNS", says: (_, text) => `a step to ${text} goes on` }],
  [
    "versionRulesOff",
    { code: "CAPI_PLAN_VERSION_RULES_OFF", says: (name) => `${name} switches the rules off` },
  ],
]);

/** Annotations of a cluster that forbid another version of its topology, or allow any. */
export const topologyControlsGuard: PlanGuard = ({ cluster, hops }) => {
  if (cluster.topology === undefined || !hops.some(({ movesControlPlane }) => movesControlPlane)) {
    return [];
  }
  return cluster.controls.flatMap(({ effect, text, place }) => {
    const finding = findings.get(effect);
    if (finding === undefined || (effect === "pendingHooks" && text.trim() === "")) {
      return [];
    }
    const message = finding.says(parsePointer(place.pointer).at(-1) ?? "", text);
    return [clusterApiPlanGuardDiagnostics.report(finding.code, { message, ...placeFacts(place) })];
  });
};
