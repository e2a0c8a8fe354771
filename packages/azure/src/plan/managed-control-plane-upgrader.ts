import { infrastructureGroup } from "@imagewright/cluster-api";
import type {
  FieldChange,
  GroupUpgrade,
  MachineGroup,
  StepDraft,
  StoredObject,
  UpgradeContext,
  Upgrader,
  UpgradeSteps,
} from "@imagewright/core/plan";

import { checkManaged } from "./check-managed.ts";
import { mergeSteps, nameText, patchOf, refused, subjectOf } from "./draft-parts.ts";
import { planFinding } from "./plan-finding.ts";
import { versionField } from "./version-change.ts";

const kinds: ReadonlySet<string> = new Set([
  "AzureManagedControlPlane",
  "AzureASOManagedControlPlane",
]);

/** Whether a group is the control plane of an AKS cluster. */
export function isManagedControlPlane({ kind, place }: MachineGroup): boolean {
  const { object } = place;
  return kind === "external" && object.group === infrastructureGroup && kinds.has(object.kind);
}

/** Control planes of AKS: a version, one minor at a time; AKS brings the rest. */
export const managedControlPlaneUpgrader: Upgrader = {
  unit: "group",
  handles: isManagedControlPlane,
  imageNeed: () => ({ by: "version" }),
  plan: (groups, context) =>
    mergeSteps(groups.map((upgrade) => planControlPlane(upgrade, context))),
};

function planControlPlane({ group }: GroupUpgrade, context: UpgradeContext): UpgradeSteps {
  const field = versionField(group, context.objects, context.version);
  if (field === undefined) {
    // Nodes would overtake a control plane that is left where it is.
    const message = `the control plane ${group.name} of AKS names no Kubernetes version`;
    return refused(planFinding("CAPZ_PLAN_AKS_VERSION", group.place, { message }));
  }
  if (field.change === undefined) {
    return { steps: [], diagnostics: [] };
  }
  const faults = checkManaged(field.owner, context.version);
  return faults.length > 0
    ? refused(...faults)
    : { steps: [draft(field.owner, field.change, context)], diagnostics: [] };
}

function draft(owner: StoredObject, change: FieldChange, { version }: UpgradeContext): StepDraft {
  const { kind } = owner.address;
  return {
    class: "change",
    action: "upgradeControlPlane",
    title: `Upgrade ${kind} ${nameText(owner.address)} to v${version}`,
    reason: "AKS upgrades its control plane to the version it is given.",
    effects: [patchOf(owner, [change])],
    check: { subject: subjectOf(owner.address), intended: { kubernetesVersion: version } },
    // AKS takes no version back, and CAPZ's webhook refuses one that is lower.
    rollback: "impossible",
  };
}
