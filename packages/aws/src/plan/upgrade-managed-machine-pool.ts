import { infrastructureGroup } from "@imagewright/cluster-api";
import { type Diagnostic, type JsonObject, mapAt, replaceAt, textAt } from "@imagewright/core";
import type { Upgrader, UpgradeSteps } from "@imagewright/core/plan";

import { launchTemplatePointer } from "../image-places.ts";
import { amiTypeOf, isEnded } from "../lint/eks-facts.ts";
import { fieldOf, type GroupObjects } from "./group-objects.ts";
import { imageNeed, type ImageSource } from "./image-source.ts";
import { type ImageQuestion, versionPointer } from "./named-image.ts";
import { capaPlanDiagnostics } from "./plan-diagnostics.ts";
import { isPoolBegun, planGroup } from "./plan-group.ts";
import { poolUpgrade } from "./pool-upgrade.ts";
import { minorsBetween } from "./version-form.ts";

/**
 * A node group of EKS. With an AMI of its own, AMI and version in one apply: EKS refuses the version
 * alone. Without one, the version is enough; CAPA does nothing as long as the MachinePool names
 * none, so that one is written where there is none.
 */
export const managedMachinePoolUpgrader: Upgrader = {
  handles: ({ kind, infrastructure }) =>
    kind === "managedPool" &&
    infrastructure?.target.kind === "AWSManagedMachinePool" &&
    infrastructure.target.group === infrastructureGroup,
  unit: "group",
  imageNeed,
  isLockstep: true,
  precedesControlPlane: true,
  isBegun: isPoolBegun,
  plan: planGroup(launchTemplatePointer, planNodeGroup),
};

function planNodeGroup(question: ImageQuestion): UpgradeSteps {
  const { upgrade, parts, source, context } = question;
  const { version } = context;
  const faults = amiTypeFaults(parts, source, version);
  if (faults.length > 0) {
    return { steps: [], diagnostics: faults };
  }
  const isOwn = source.by === "id";
  const before = textAt(parts.owner.object, versionPointer(upgrade)) ?? upgrade.from;
  const isMinor = before !== undefined && minorsBetween(before, version) !== 0;
  const release = releaseFinding(parts, version);
  const planned = poolUpgrade(question, {
    pausesAlways: false,
    pinsFirst: true,
    rollback: isOwn ? "partly" : isMinor ? "impossible" : "revert",
    reason: isOwn
      ? "EKS takes another version of an image of one's own only together with the image."
      : "EKS chooses the image by the version.",
    ...(release !== undefined && { adapt: withoutRelease }),
  });
  const isMoved = planned.steps.length > 0 && release !== undefined;
  return { ...planned, diagnostics: [...planned.diagnostics, ...(isMoved ? [release] : [])] };
}

/** What keeps EKS from finding an image: a type of AMI never changes. */
function amiTypeFaults(
  { infrastructure: pool }: GroupObjects,
  source: ImageSource,
  version: string,
): readonly Diagnostic[] {
  const amiType = amiTypeOf(mapAt(pool.object, "/spec") ?? {});
  const isOld = amiType.startsWith("AL2_");
  const { name } = pool.address;
  if ((source.by === "service" || source.by === "eks") && isOld && isEnded(version)) {
    const facts = { ...fieldOf(pool, "/spec/amiType"), found: amiType };
    const message = `node group ${name} is of Amazon Linux 2, which Kubernetes ${version} has not`;
    return [capaPlanDiagnostics.report("EKS_PLAN_AMI_TYPE", { message, ...facts })];
  }
  if (source.by !== "eks") {
    return [];
  }
  const isOldLookup = !source.type.startsWith("AmazonLinux2023");
  const isAgreed =
    amiType === "CUSTOM" ? source.isSaid : isOldLookup ? isOld : amiType.startsWith("AL2023_");
  const message = `the launch template of ${name} looks ${source.type} up, and amiType is ${amiType}`;
  const facts = { ...fieldOf(pool, launchTemplatePointer), found: amiType };
  return isAgreed
    ? []
    : [capaPlanDiagnostics.report("EKS_PLAN_LAUNCH_TEMPLATE_IMAGE", { message, ...facts })];
}

const releasePointer = "/spec/amiVersion";

/** A release that does not go with the version, or beside a launch template, which has none. */
function releaseFinding(
  { infrastructure: pool }: GroupObjects,
  version: string,
): Diagnostic | undefined {
  const release = textAt(pool.object, releasePointer);
  const isBeside = mapAt(pool.object, launchTemplatePointer) !== undefined;
  const [named = ""] = release?.split("-") ?? [];
  if (release === undefined || (!isBeside && minorsBetween(named, version) === 0)) {
    return undefined;
  }
  const message = `amiVersion of ${pool.address.name} does not go with Kubernetes ${version}`;
  const facts = { ...fieldOf(pool, releasePointer), found: release };
  return capaPlanDiagnostics.report("EKS_PLAN_RELEASE_REMOVED", { message, ...facts });
}

function withoutRelease(pool: JsonObject): JsonObject {
  return replaceAt(pool, releasePointer, undefined) ?? pool;
}
