import { hasErrors, type JsonObject } from "@imagewright/core";
import type { StepDraft, StepRollback, UpgradeSteps } from "@imagewright/core/plan";

import { launchTemplatePointer } from "../image-places.ts";
import { bootChange } from "./boot-change.ts";
import type { GroupObjects } from "./group-objects.ts";
import {
  checkOf,
  creationStep,
  isPaused,
  isPausedByPlan,
  pauseStep,
  renderStep,
  resumeStep,
  upgradeTitle,
} from "./group-steps.ts";
import { type ImageQuestion, provenVersion, withNamedImage } from "./named-image.ts";
import { nodeadmBootstrap, withAmazonLinux2023 } from "./nodeadm-bootstrap.ts";
import { pinStep, poolChanges, poolVersions, type PoolTarget } from "./pool-changes.ts";

/** How the pools of a kind differ from others. */
export interface PoolManner {
  /** Whether CAPA has to be kept from acting whenever owner and pool both change. */
  readonly pausesAlways: boolean;
  /** Whether a pool that names no version is given one before the control plane moves. */
  readonly pinsFirst: boolean;
  readonly rollback: StepRollback;
  readonly reason: string;
  /** The pool with what goes with another version. */
  readonly adapt?: (pool: JsonObject) => JsonObject;
}

/**
 * The steps of a pool: version, user data and image in one apply. Where CAPA would act on each of
 * them, it is paused meanwhile.
 */
export function poolUpgrade(question: ImageQuestion, manner: PoolManner): UpgradeSteps {
  const { upgrade, parts, source, context } = question;
  const boot = bootChange(question);
  const image = withNamedImage(question, launchTemplatePointer);
  const config = boot.toNodeadm ? parts.bootstrap : undefined;
  const bootstrap = config && nodeadmBootstrap(config, context.objects, upgrade, context.version);
  const diagnostics = [
    ...boot.diagnostics,
    ...image.diagnostics,
    ...(bootstrap?.diagnostics ?? []),
  ];
  if (hasErrors(diagnostics) || !image.ok) {
    return { steps: [], diagnostics };
  }
  const booted = bootstrap?.ok === true ? bootstrap.value : undefined;
  const isLookedUp = booted !== undefined && source.by === "eks";
  const pool = isLookedUp ? withAmazonLinux2023(image.value, launchTemplatePointer) : image.value;
  return { ...stepsOf({ ...question, booted, pool, adapt: manner.adapt }, manner), diagnostics };
}

function stepsOf(target: PoolTarget, manner: PoolManner): Omit<UpgradeSteps, "diagnostics"> {
  const { parts, booted, upgrade } = target;
  const { owner, infrastructure } = parts;
  const versions = poolVersions(target, manner.pinsFirst);
  const changed = poolChanges(target, versions);
  const isShared = manner.pausesAlways && changed.owner.length > 0 && changed.pool.length > 0;
  const isOurs = isPausedByPlan(infrastructure);
  const isForeign = isPaused(infrastructure) && !isOurs;
  const isResumed = !isForeign && (isShared || booted !== undefined || isOurs);
  const check = checkOf(owner.address, provenVersion(target), upgrade.image);
  // Without a pause the image goes first: a version alone, EKS would refuse.
  const effects =
    booted === undefined
      ? [...changed.pool, ...changed.owner]
      : [...changed.owner, ...changed.pool];
  const change: StepDraft = {
    class: "change",
    action: "upgradeNodes",
    title: upgradeTitle(owner.address, versions, upgrade.image),
    reason: manner.reason,
    effects,
    ...(!isResumed && { check }),
    rollback: manner.rollback,
  };
  const isRendered = booted !== undefined || (effects.length === 0 && isNodeadm(parts));
  return {
    ...(versions.pinned !== undefined && { before: [pinStep(target, versions.pinned)] }),
    steps: [
      ...(booted?.creation === undefined ? [] : [creationStep(booted.creation, bootReason)]),
      ...(isResumed && !isOurs ? [pauseStep(infrastructure)] : []),
      ...(effects.length > 0 ? [change] : []),
      ...(isResumed && isRendered ? [renderStep(owner.address)] : []),
      ...(isResumed ? [resumeStep(infrastructure, check)] : []),
    ],
  };
}

/** Why a NodeadmConfig takes the place of an EKSConfig. */
export const bootReason = "Amazon Linux 2023 is started by nodeadm, which reads no EKSConfig.";

function isNodeadm({ bootstrap }: GroupObjects): boolean {
  return bootstrap?.address.kind === "NodeadmConfig";
}
