import type { ClusterState, Diagnostic, RolloutCheck } from "@imagewright/core";
import {
  type FieldChange,
  type GroupUpgrade,
  objectText,
  type StepDraft,
  type StepRollback,
  type StoredObject,
  type UpgradeContext,
  type UpgradeSteps,
} from "@imagewright/core/plan";

import { isMinorStep, type NextVersion, nextVersion } from "./next-version.ts";
import { planFinding } from "./plan-finding.ts";
import { rotateMachineTemplate } from "./rotate-machine-template.ts";

/** How the steps of an owner differ from those of others. */
export interface OwnerUpgrade {
  readonly action: "upgradeControlPlane" | "upgradeNodes";
  /** How a change of the version is undone. */
  readonly rollback: (isMinorStep: boolean) => StepRollback;
  /** Whether the version is written as it was, instead of always with `v`. */
  readonly form?: "prefixed" | "asWritten";
  /** What is said of a step besides its errors. */
  readonly hazards?: readonly Diagnostic[];
}

/**
 * The steps that give one owner of machines its next version and image: the template first, where
 * there is none yet, then one patch. Two patches would start two rollouts.
 */
export function upgradeOwner(
  upgrade: GroupUpgrade,
  context: UpgradeContext,
  kind: OwnerUpgrade,
): UpgradeSteps {
  const { group } = upgrade;
  const owner = context.objects.find(group.place.object);
  if (owner === undefined) {
    const message = `${objectText(group.place.object)} is not among the manifests`;
    return refusal([planFinding("CAPI_PLAN_OBJECT_MISSING", group.place, { message })]);
  }
  const version = versionOf(upgrade, owner, context, kind);
  const machines = rotateMachineTemplate(upgrade, owner, context);
  if (!machines.ok || version.outcome === "refused") {
    return refusal([
      ...(version.outcome === "refused" ? [version.diagnostic] : []),
      ...machines.diagnostics,
    ]);
  }
  const { create, field } = machines.value;
  const changed = version.outcome === "changed" ? version.field : undefined;
  const fields = [changed, field].filter((one) => one !== undefined);
  if (fields.length === 0) {
    return { steps: [], diagnostics: [] };
  }
  if (group.isTopologyOwned) {
    const message = `${objectText(owner.address)} belongs to a topology`;
    return refusal([planFinding("CAPI_PLAN_TOPOLOGY_OWNED", group.place, { message })]);
  }
  const patch = patchDraft({ upgrade, context, kind, owner, version, fields });
  return {
    steps: create === undefined ? [patch] : [create, patch],
    diagnostics: [...(kind.hazards ?? []), ...newTo(context.cluster, machines.diagnostics)],
  };
}

/** What a plugin says of an image it writes, unless it was said when the manifests were read. */
function newTo({ diagnostics }: ClusterState, found: readonly Diagnostic[]): readonly Diagnostic[] {
  return found.filter(
    ({ code, message }) =>
      !diagnostics.some((known) => known.code === code && known.message === message),
  );
}

/** Steps that cannot be planned. */
export function refusal(diagnostics: readonly Diagnostic[]): UpgradeSteps {
  return { steps: [], diagnostics };
}

/** What tells when an object and its machines are where they are to be. */
export function rolloutCheck(
  { address }: StoredObject,
  version: string,
  image: GroupUpgrade["image"],
): RolloutCheck {
  const { group, kind, name, namespace } = address;
  return {
    subject: namespace === undefined ? { group, kind, name } : { group, kind, name, namespace },
    intended:
      image === undefined
        ? { kubernetesVersion: version }
        : { kubernetesVersion: version, image: image.reference, record: image.record },
  };
}

/** A group without a version of its own runs what its image holds: there is nothing to change. */
function versionOf(
  { group }: GroupUpgrade,
  owner: StoredObject,
  { version }: UpgradeContext,
  { form }: OwnerUpgrade,
): NextVersion {
  return group.version.by === "field"
    ? nextVersion(group.version.version, owner, version, form)
    : { outcome: "same" };
}

function patchDraft(parts: {
  readonly upgrade: GroupUpgrade;
  readonly context: UpgradeContext;
  readonly kind: OwnerUpgrade;
  readonly owner: StoredObject;
  readonly version: NextVersion;
  readonly fields: readonly FieldChange[];
}): StepDraft {
  const { upgrade, context, kind, owner, version, fields } = parts;
  const { address, source } = owner;
  const isMoved = version.outcome === "changed";
  const isMinor = isMoved && isMinorStep(version.from, version.to);
  return {
    class: "change",
    action: kind.action,
    title: isMoved
      ? `Upgrade ${objectText(address)} to ${version.text}`
      : `Give ${objectText(address)} the image ${upgrade.image?.record.name ?? ""}`,
    reason: reasonOf(isMoved, fields.length),
    effects: [
      source === undefined
        ? { change: "patch", object: address, fields }
        : { change: "patch", object: address, fields, source },
    ],
    check: rolloutCheck(owner, context.version, upgrade.image),
    rollback: isMoved ? kind.rollback(isMinor) : "revert",
  };
}

function reasonOf(isMoved: boolean, count: number): string {
  if (!isMoved) {
    return "Machines of another template replace those that run.";
  }
  return count > 1
    ? "Version and template change together, so that its machines are replaced once."
    : "Its machines are replaced by ones that come to their image by themselves.";
}
