import { type Diagnostic, textAt } from "@imagewright/core";
import {
  type GroupUpgrade,
  objectText,
  type PlanObjects,
  type UpgradeContext,
  type Upgrader,
} from "@imagewright/core/plan";

import { mergeSteps } from "./merge-steps.ts";
import { planFinding } from "./plan-finding.ts";
import { refusal, upgradeOwner } from "./upgrade-owner.ts";

/** Where control planes that make machines refer to what from, by the contract of both versions. */
const machineReferences = [
  "/spec/machineTemplate/infrastructureRef/name",
  "/spec/machineTemplate/spec/infrastructureRef/name",
];

/**
 * Control planes that only the contract describes: a controller that has `spec.version` goes there
 * when it changes. So that is what is changed, with a warning, where it runs the control plane
 * elsewhere. Where it makes machines from a template, that would have to change in the same patch,
 * which nobody here knows how: refused.
 */
export const externalControlPlaneUpgrader: Upgrader = {
  unit: "group",
  handles: (group) => group.kind === "external",
  imageNeed: () => ({ by: "version" }),
  plan: (groups, context) => mergeSteps(groups.map((upgrade) => planOne(upgrade, context))),
};

function planOne(upgrade: GroupUpgrade, context: UpgradeContext): ReturnType<Upgrader["plan"]> {
  const { group, from } = upgrade;
  const fault = faultOf(upgrade, context.objects);
  if (fault !== undefined) {
    return from === context.version ? refusal([]) : refusal([fault]);
  }
  const message = `what ${objectText(group.place.object)} does at a new version is its provider's`;
  return upgradeOwner(upgrade, context, {
    action: "upgradeControlPlane",
    rollback: (isMinor) => (isMinor ? "impossible" : "partly"),
    form: "asWritten",
    hazards: [planFinding("CAPI_PLAN_CONTROL_PLANE_CONTRACT", group.place, { message })],
  });
}

function faultOf({ group }: GroupUpgrade, objects: PlanObjects): Diagnostic | undefined {
  const stored = objects.find(group.place.object);
  const makesMachines =
    group.infrastructure !== undefined ||
    machineReferences.some((path) => stored && textAt(stored.object, path) !== undefined);
  if (group.version.by === "field" && !makesMachines) {
    return undefined;
  }
  const what = objectText(group.place.object);
  const message = makesMachines
    ? `${what} makes its machines from a template, and nothing here knows when it takes another`
    : `${what} names no version`;
  return planFinding("CAPI_PLAN_CONTROL_PLANE_UNKNOWN", group.place, { message });
}
