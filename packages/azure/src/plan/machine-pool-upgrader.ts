import type { Diagnostic, RolloutCheck } from "@imagewright/core";
import {
  type FieldChange,
  fieldChanges,
  type GroupUpgrade,
  type StepDraft,
  type StoredObject,
  type UpgradeContext,
  type Upgrader,
  type UpgradeSteps,
} from "@imagewright/core/plan";

import { infrastructureOf, isMadeFrom } from "./azure-machines.ts";
import { checkPoolImage } from "./check-pool-image.ts";
import { mergeSteps, nameText, patchOf, refused, subjectOf } from "./draft-parts.ts";
import { placedFinding, planFinding } from "./plan-finding.ts";
import { versionField } from "./version-change.ts";

/**
 * Scale sets that Cluster API rolls. Version and image stand in two objects, which cannot change at
 * once: where the pool names its image, the version goes first, since it replaces nothing alone;
 * the bootstrap data that follows from it is used when the image changes the model of the scale
 * set. A pool without an image is rolled by its version.
 *
 * Both steps are of one stage, so that one commit may hold them. That is safe in whatever order a
 * tool applies it: of the two only the image replaces anything, and it does so once; a version that
 * arrives a moment later changes no model. Between them a stage would end nowhere, for nothing can
 * be seen of a version alone.
 */
export const machinePoolUpgrader: Upgrader = {
  unit: "group",
  handles: (group) => group.kind === "machinePool" && isMadeFrom(group, ["AzureMachinePool"]),
  plan: (groups, context) => mergeSteps(groups.map((upgrade) => planPool(upgrade, context))),
};

function planPool(upgrade: GroupUpgrade, context: UpgradeContext): UpgradeSteps {
  const { group } = upgrade;
  const pool = infrastructureOf(group, context.objects);
  if (pool === undefined) {
    const message = `the AzureMachinePool of ${group.name} is not among the manifests`;
    const place = group.infrastructure?.place ?? group.place;
    return refused(planFinding("CAPZ_PLAN_POOL_MISSING", place, { message }));
  }
  const version = versionField(group, context.objects, context.version);
  if (version === undefined) {
    const message = `MachinePool ${group.name} names no Kubernetes version`;
    return refused(planFinding("CAPZ_PLAN_POOL_VERSION", group.place, { message }));
  }
  const image = imageChanges(pool, upgrade, context);
  const isChanged = version.change !== undefined || image.fields.length > 0;
  const diagnostics = isChanged ? [...checkPoolImage(upgrade, pool), ...image.diagnostics] : [];
  const drafts = [
    ...(version.change === undefined
      ? []
      : [versionDraft(version.owner, version.change, context, roleOfVersion(upgrade, image))]),
    ...(image.fields.length === 0 ? [] : [imageDraft(pool, image.fields, context)]),
  ];
  const check = checkOf(version.owner, upgrade, context);
  return {
    steps: drafts.map((draft, index) =>
      index === drafts.length - 1 ? { ...draft, check } : draft,
    ),
    diagnostics,
  };
}

interface ImageChanges {
  readonly fields: readonly FieldChange[];
  readonly diagnostics: readonly Diagnostic[];
}

/** How the pool comes to name the new image. */
function imageChanges(
  pool: StoredObject,
  { group, image }: GroupUpgrade,
  { writeReference }: UpgradeContext,
): ImageChanges {
  const [use] = group.images;
  if (image === undefined || use === undefined) {
    return { fields: [], diagnostics: [] };
  }
  const { pointer } = use.place;
  const written = writeReference(pool.object, { pointer, reference: image.reference });
  const fields = written.ok ? fieldChanges(pool.object, written.value) : [];
  // A form that CAPZ does not find again is told by `checkPoolImage`, of what is there too.
  const others = written.diagnostics.filter(({ code }) => !poolCodes.has(code));
  return { fields, diagnostics: others.map((found) => placedFinding(found, use.place)) };
}

const poolCodes: ReadonlySet<string> = new Set(["AZURE_POOL_IMAGE", "AZURE_POOL_PLAN"]);

/** What the version does to the pool, which depends on what happens to its image. */
type VersionRole = "first" | "trigger" | "label";

const reasons: Readonly<Record<VersionRole, string>> = {
  first: "The version comes first: bootstrap data follows it, and nothing is replaced yet.",
  trigger: "The pool names no image: its version decides, and CAPZ replaces its instances.",
  label: "The pool has the image of this version; what it asks for follows.",
};

function roleOfVersion({ group }: GroupUpgrade, { fields }: ImageChanges): VersionRole {
  return fields.length > 0 ? "first" : group.images.length === 0 ? "trigger" : "label";
}

function versionDraft(
  owner: StoredObject,
  change: FieldChange,
  { version }: UpgradeContext,
  role: VersionRole,
): StepDraft {
  const name = nameText(owner.address);
  return {
    class: "change",
    action: "upgradeNodes",
    title:
      role === "first"
        ? `Set the version of MachinePool ${name} to v${version}`
        : `Upgrade MachinePool ${name} to v${version}`,
    reason: reasons[role],
    effects: [patchOf(owner, [change])],
    rollback: "revert",
  };
}

function imageDraft(
  pool: StoredObject,
  fields: readonly FieldChange[],
  { version }: UpgradeContext,
): StepDraft {
  return {
    class: "change",
    action: "upgradeNodes",
    title: `Give AzureMachinePool ${nameText(pool.address)} the image of v${version}`,
    reason: "The image changes the model of the scale set: CAPZ replaces its instances.",
    effects: [patchOf(pool, fields)],
    rollback: "revert",
  };
}

/** The MachinePool answers for both objects: its judge asks that of the scale set too. */
function checkOf(
  owner: StoredObject,
  { image }: GroupUpgrade,
  { version }: UpgradeContext,
): RolloutCheck {
  return {
    subject: subjectOf(owner.address),
    intended: {
      kubernetesVersion: version,
      ...(image !== undefined && { image: image.reference, record: image.record }),
    },
  };
}
