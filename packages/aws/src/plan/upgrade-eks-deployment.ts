import { infrastructureGroup, machinePointer } from "@imagewright/cluster-api";
import { hasErrors, type JsonObject, type Parsed, replaceAt, textAt } from "@imagewright/core";
import {
  type RotatedTemplate,
  rotateTemplate,
  type StepDraft,
  type Upgrader,
  type UpgradeSteps,
} from "@imagewright/core/plan";

import { bootChange } from "./boot-change.ts";
import { linkedAddress, patchesOf } from "./group-objects.ts";
import { checkOf, creationStep, upgradeTitle } from "./group-steps.ts";
import { imageNeed, imageSource, isEks } from "./image-source.ts";
import {
  type ImageQuestion,
  provenVersion,
  versionPointer,
  withNamedImage,
} from "./named-image.ts";
import {
  type NodeadmBootstrap,
  nodeadmBootstrap,
  nodeadmMachine,
  withBootstrap,
} from "./nodeadm-bootstrap.ts";
import { planGroup } from "./plan-group.ts";
import { bootReason } from "./pool-upgrade.ts";
import { versionLike } from "./version-form.ts";

/**
 * Machines of EKS that an EKSConfig starts: where their image becomes Amazon Linux 2023, version,
 * machine template and a NodeadmConfigTemplate change in one patch. And machines that a parameter of
 * EKS finds the image for, of which nobody knows the patch. All other deployments are those of
 * Cluster API.
 */
export const eksDeploymentUpgrader: Upgrader = {
  handles: ({ kind, infrastructure, bootstrap, place }, cluster, objects) => {
    const isOurs =
      kind === "machineDeployment" &&
      infrastructure?.target.kind === "AWSMachineTemplate" &&
      infrastructure.target.group === infrastructureGroup &&
      isEks(cluster);
    const owner = isOurs ? objects.find(place.object)?.object : undefined;
    if (owner === undefined) {
      return false;
    }
    const machine = linkedAddress(infrastructure, owner);
    const template = machine && objects.find(machine)?.object;
    return (
      linkedAddress(bootstrap, owner)?.kind === "EKSConfigTemplate" ||
      (template !== undefined && imageSource(template, machinePointer, cluster).by === "eks")
    );
  },
  unit: "group",
  imageNeed,
  isLockstep: true,
  plan: planGroup(machinePointer, planDeployment),
};

function planDeployment(question: ImageQuestion): UpgradeSteps {
  const { upgrade, parts, context } = question;
  const { objects, version } = context;
  const boot = bootChange(question);
  const config = boot.toNodeadm ? parts.bootstrap : undefined;
  const bootstrap = config && nodeadmBootstrap(config, objects, upgrade, version);
  const machine = wantedMachine(question, boot.toNodeadm);
  const { from } = upgrade;
  const rotated = machine.ok
    ? rotateTemplate(
        parts.infrastructure,
        machine.value,
        objects,
        from === undefined ? undefined : { from, to: version },
      )
    : machine;
  const diagnostics = [
    ...boot.diagnostics,
    ...(bootstrap?.diagnostics ?? []),
    ...(machine.ok ? machine.diagnostics : []),
    ...rotated.diagnostics,
  ];
  if (hasErrors(diagnostics) || !rotated.ok) {
    return { steps: [], diagnostics };
  }
  const booted = bootstrap?.ok === true ? bootstrap.value : undefined;
  return { steps: stepsOf(question, rotated.value, booted), diagnostics };
}

function stepsOf(
  question: ImageQuestion,
  { copy, name }: RotatedTemplate,
  booted: NodeadmBootstrap | undefined,
): readonly StepDraft[] {
  const { upgrade, parts, context } = question;
  const { owner } = parts;
  const { group, image } = upgrade;
  const pointer = versionPointer(upgrade);
  const before = textAt(owner.object, pointer);
  const after = versionLike(before ?? "v", context.version);
  const versioned = replaceAt(owner.object, pointer, after) ?? owner.object;
  const link = `${group.infrastructure?.place.pointer ?? ""}/name`;
  const moved = replaceAt(versioned, link, name) ?? versioned;
  const reference = group.bootstrap?.place.pointer ?? "";
  const wanted = booted === undefined ? moved : withBootstrap(moved, reference, booted);
  const effects = patchesOf(owner, wanted);
  if (effects.length === 0) {
    return [];
  }
  return [
    ...(booted?.creation === undefined ? [] : [creationStep(booted.creation, bootReason)]),
    ...(copy === undefined ? [] : [creationStep(copy, templateReason)]),
    {
      class: "change",
      action: "upgradeNodes",
      title: upgradeTitle(owner.address, { before, after }, image),
      reason: "One patch makes one rollout of version, image and user data.",
      effects,
      check: checkOf(owner.address, provenVersion(question), image),
      rollback: "revert",
    },
  ];
}

const templateReason = "A machine template never changes: a copy takes its place.";

/** What the machine template of the group is to say. */
function wantedMachine(question: ImageQuestion, toNodeadm: boolean): Parsed<JsonObject> {
  const imaged = withNamedImage(question, machinePointer);
  const template = question.parts.infrastructure;
  return imaged.ok && toNodeadm
    ? nodeadmMachine({ ...template, object: imaged.value }, machinePointer)
    : imaged;
}
