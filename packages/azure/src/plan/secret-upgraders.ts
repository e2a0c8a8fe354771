import {
  kubeadmControlPlaneUpgrader,
  machineDeploymentUpgrader,
} from "@imagewright/cluster-api/plan";
import { isSameAddress, type JsonObject, replaceAt } from "@imagewright/core";
import {
  type FieldChange,
  type GroupUpgrade,
  type MachineGroup,
  type PatchChange,
  type PlanObjects,
  rotateTemplate,
  type StepDraft,
  type StoredObject,
  type UpgradeContext,
  type Upgrader,
  type UpgradeSteps,
} from "@imagewright/core/plan";

import { infrastructureOf, isMadeFrom } from "./azure-machines.ts";
import { mergeSteps, nameText } from "./draft-parts.ts";
import {
  isForeignSecret,
  kubeadmOf,
  type SecretFile,
  secretFiles,
  secretOf,
} from "./kubeadm-secrets.ts";

/**
 * Control planes and deployments whose nodes take a file from the secret that CAPZ makes for their
 * machine template: the name of the secret follows that of the template, in the same patch.
 *
 * @see https://github.com/kubernetes-sigs/cluster-api-provider-azure/issues/1268
 */
export const secretUpgraders: readonly Upgrader[] = [
  followingSecrets(kubeadmControlPlaneUpgrader),
  followingSecrets(machineDeploymentUpgrader),
];

/** Upgrades as Cluster API does, and lets the names of secrets follow. */
function followingSecrets(base: Upgrader): Upgrader {
  return {
    ...base,
    handles: (group, cluster, objects) =>
      isMadeFrom(group, ["AzureMachineTemplate"]) &&
      base.handles(group, cluster, objects) &&
      hasOwnSecret(group, cluster.name, objects),
    plan: (groups, context) =>
      mergeSteps(
        groups.map((upgrade) => withSecrets(base.plan([upgrade], context), upgrade, context)),
      ),
  };
}

function hasOwnSecret(group: MachineGroup, clusterName: string, objects: PlanObjects): boolean {
  const config = kubeadmOf(group, objects);
  const template = infrastructureOf(group, objects)?.address.name;
  return (
    config !== undefined &&
    template !== undefined &&
    filesOf(config, template, clusterName, objects).length > 0
  );
}

/** Files from the secret of one template, unless that secret is the user's own. */
function filesOf(
  config: StoredObject,
  template: string,
  clusterName: string,
  objects: PlanObjects,
): readonly SecretFile[] {
  const secret = secretOf(template);
  const files = secretFiles(config.object).filter((file) => file.secret === secret);
  return files.length > 0 && isForeignSecret(secret, config.address, clusterName, objects)
    ? []
    : files;
}

/** Everything an owner is changed by, and where. */
interface OwnerPatch {
  readonly index: number;
  readonly patch: PatchChange;
  /** The reference to the machine template. */
  readonly reference: FieldChange;
}

function withSecrets(
  base: UpgradeSteps,
  { group, from }: GroupUpgrade,
  { cluster, objects, version }: UpgradeContext,
): UpgradeSteps {
  const found = ownerPatch(base.steps, group);
  const config = kubeadmOf(group, objects);
  const { from: before, to: after } = found?.reference ?? {};
  if (found === undefined || typeof before !== "string" || typeof after !== "string") {
    return base;
  }
  const files = config === undefined ? [] : filesOf(config, before, cluster.name, objects);
  if (config === undefined || files.length === 0) {
    return base;
  }
  const fields = files.map(({ pointer, secret }): FieldChange => ({
    pointer,
    from: secret,
    to: secretOf(after),
  }));
  if (config.address.kind === found.patch.object.kind) {
    return { ...base, steps: withFields(base.steps, found, fields) };
  }
  const versions = from === undefined ? undefined : { from, to: version };
  const rotated = rotateTemplate(config, changed(config.object, fields), objects, versions);
  if (!rotated.ok) {
    return { steps: [], diagnostics: [...base.diagnostics, ...rotated.diagnostics] };
  }
  const { name, copy } = rotated.value;
  const reference = bootstrapReference(group, config, name);
  const steps = withFields(base.steps, found, reference);
  return {
    ...base,
    steps:
      copy === undefined
        ? steps
        : steps.toSpliced(found.index, 0, {
            class: "create",
            action: "createTemplate",
            title: `Create ${copy.object.kind} ${nameText(copy.object)}`,
            reason: "It names the secret of the new machine template, where nodes find a file.",
            effects: [copy],
            rollback: "revert",
          }),
  };
}

/** The patch that gives an owner its new machine template; undefined where it keeps its own. */
function ownerPatch(
  steps: readonly StepDraft[],
  { place, infrastructure }: MachineGroup,
): OwnerPatch | undefined {
  const pointer = `${infrastructure?.place.pointer ?? ""}/name`;
  for (const [index, { effects }] of steps.entries()) {
    for (const effect of effects) {
      const reference =
        effect.change === "patch" && isSameAddress(effect.object, place.object)
          ? effect.fields.find((field) => field.pointer === pointer)
          : undefined;
      if (effect.change === "patch" && reference !== undefined) {
        return { index, patch: effect, reference };
      }
    }
  }
  return undefined;
}

/** The steps with more fields in the owner's patch: one patch, so that there is one rollout. */
function withFields(
  steps: readonly StepDraft[],
  { index, patch }: OwnerPatch,
  fields: readonly FieldChange[],
): readonly StepDraft[] {
  return steps.map((draft, at) =>
    at === index
      ? {
          ...draft,
          reason: "Template and the secret that is named after it change together, in one rollout.",
          effects: draft.effects.map((effect) =>
            effect === patch ? { ...patch, fields: [...patch.fields, ...fields] } : effect,
          ),
        }
      : draft,
  );
}

/** The owner's reference to its configuration, where that gets another name. */
function bootstrapReference(
  { bootstrap }: MachineGroup,
  config: StoredObject,
  name: string,
): readonly FieldChange[] {
  const from = config.address.name;
  return bootstrap === undefined || name === from
    ? []
    : [{ pointer: `${bootstrap.place.pointer}/name`, from, to: name }];
}

function changed(object: JsonObject, fields: readonly FieldChange[]): JsonObject {
  return fields.reduce((one, { pointer, to }) => replaceAt(one, pointer, to) ?? one, object);
}
