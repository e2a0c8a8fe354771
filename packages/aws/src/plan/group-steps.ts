import { type ObjectAddress, type RolloutCheck, textAt } from "@imagewright/core";
import {
  type GroupUpgrade,
  type ObjectChange,
  objectText,
  planPauseMark,
  type StepDraft,
  type StoredObject,
} from "@imagewright/core/plan";

/** What is expected of a group when it is done. */
export function checkOf(
  { kind, group, name, namespace }: ObjectAddress,
  kubernetesVersion: string,
  image?: GroupUpgrade["image"],
): RolloutCheck {
  return {
    subject: { group, kind, name, ...(namespace !== undefined && { namespace }) },
    intended: {
      kubernetesVersion,
      ...(image !== undefined && { image: image.reference, record: image.record }),
    },
  };
}

/** Where a group goes: to another version, or to another image of the same one. */
export function upgradeTitle(
  owner: ObjectAddress,
  versions: { readonly before: string | undefined; readonly after: string | undefined },
  image?: GroupUpgrade["image"],
): string {
  const { before, after } = versions;
  return before === after || after === undefined
    ? `Move ${objectText(owner)} to image ${image?.record.name ?? "of its lookup"}`
    : `Upgrade ${objectText(owner)} to ${after}`;
}

/** Adds a template or configuration that is to be used. */
export function creationStep(change: ObjectChange, reason: string): StepDraft {
  return {
    class: "create",
    action: "createTemplate",
    title: `Create ${objectText(change.object)}`,
    reason,
    effects: [change],
    rollback: "revert",
  };
}

/** One annotation, never the map of them: that of a live object holds others, which would be lost. */
const pausePointer = "/metadata/annotations/cluster.x-k8s.io~1paused";

/** Keeps CAPA from looking at a pool while several objects change. */
export function pauseStep({ address, source }: StoredObject): StepDraft {
  return {
    class: "change",
    action: "pause",
    title: `Pause ${objectText(address)}`,
    reason: "CAPA would replace the instances once for each object that changes.",
    effects: [
      {
        change: "patch",
        object: address,
        fields: [{ pointer: pausePointer, to: planPauseMark }],
        ...(source !== undefined && { source }),
      },
    ],
    rollback: "revert",
  };
}

/** Lets CAPA act on everything that has changed. */
export function resumeStep({ address, source }: StoredObject, check: RolloutCheck): StepDraft {
  return {
    class: "change",
    action: "resume",
    title: `Resume ${objectText(address)}`,
    reason: "CAPA replaces the instances once, with everything that is new.",
    effects: [
      {
        change: "patch",
        object: address,
        fields: [{ pointer: pausePointer, from: planPauseMark }],
        ...(source !== undefined && { source }),
      },
    ],
    check,
    rollback: "partly",
  };
}

/** Seconds in which a new bootstrap configuration is rendered. */
const renderSeconds = 60;

/** Waits until a new bootstrap configuration has become user data. */
export function renderStep(owner: ObjectAddress): StepDraft {
  return {
    class: "wait",
    action: "soak",
    title: `Wait until the user data of ${objectText(owner)} are rendered`,
    reason: "Instances that start before would get the old user data.",
    effects: [],
    seconds: renderSeconds,
    rollback: "none",
  };
}

/** Whether it was a plan that paused an object. */
export function isPausedByPlan({ object }: StoredObject): boolean {
  return pauseOf(object) === planPauseMark;
}

/** Whether an object is paused, by whomever. */
export function isPaused({ object }: StoredObject): boolean {
  return pauseOf(object) !== undefined;
}

function pauseOf(object: StoredObject["object"]): string | undefined {
  return textAt(object, pausePointer);
}
