import type { JsonObject, RolloutSubject } from "@imagewright/core";
import {
  fieldChanges,
  type PatchChange,
  type StepDraft,
  type StoredObject,
} from "@imagewright/core/plan";

import { mapAt } from "../json-parts.ts";
import type { PlannedClass } from "./planned-class.ts";
import { budgetGeneration, type PlannedPool } from "./planned-pool.ts";
import { frozenPool, restoredPool, thawedPool } from "./pool-freeze.ts";
import { soakSeconds } from "./upgrade-settings.ts";

/** The steps of one pool; each is absent where it changes nothing. */
export interface PoolSteps {
  readonly freeze?: StepDraft;
  readonly thaw?: StepDraft;
  readonly restore?: StepDraft;
}

const freezeReasons = {
  v1: "Its nodes would be replaced as soon as control plane or class change, whenever Karpenter likes.",
  v1beta1:
    "Its nodes would be replaced as soon as control plane or class change; budgets of v1beta1 hold consolidation back too.",
} as const;

/**
 * What is done to a pool: its nodes are held back, let go a few at a time, and then everything is as
 * it was.
 *
 * @param moves - whether its class or the control plane is about to change
 */
export function poolSteps(pool: PlannedPool, planned: PlannedClass, moves: boolean): PoolSteps {
  const { stored, phase } = pool;
  if (!moves && phase === "free") {
    return {};
  }
  const generation = budgetGeneration(pool.view);
  const isFrozen = phase === "frozen";
  const held = moves && !isFrozen ? frozenPool(stored.object, generation) : stored.object;
  const isHeld = moves || isFrozen;
  const thawed = isHeld ? thawedPool(held, generation) : held;
  const restored = restoredPool(thawed, generation);
  return {
    ...(moves && !isFrozen && { freeze: freezeStep(pool, held) }),
    ...((isHeld || phase === "thawed") && { thaw: thawStep(pool, planned, held, thawed) }),
    restore: restoreStep(pool, thawed, restored),
  };
}

function freezeStep({ name, stored, view }: PlannedPool, frozen: JsonObject): StepDraft {
  return {
    class: "change",
    action: "freeze",
    title: `Freeze NodePool ${name}`,
    reason: freezeReasons[budgetGeneration(view)],
    effects: [patchOf(stored, stored.object, frozen)],
    rollback: "revert",
  };
}

/** A pool that was thawed by an earlier plan is waited for. */
function thawStep(
  { name, stored }: PlannedPool,
  { intended }: PlannedClass,
  held: JsonObject,
  thawed: JsonObject,
): StepDraft {
  const isDone = held === thawed;
  return {
    class: isDone ? "read" : "change",
    action: "thaw",
    title: isDone
      ? `See that NodePool ${name} has replaced its nodes`
      : `Let NodePool ${name} replace its nodes, a tenth at a time`,
    reason: "Its nodes run what its class meant before, and Karpenter calls them drifted.",
    effects: isDone ? [] : [patchOf(stored, held, thawed)],
    check: { subject: subjectOf(stored), intended },
    rollback: isDone ? "none" : "partly",
  };
}

function restoreStep(
  { name, stored }: PlannedPool,
  thawed: JsonObject,
  restored: JsonObject,
): StepDraft {
  return {
    class: "change",
    action: "restore",
    title: `Restore the budgets of NodePool ${name}`,
    reason: "The upgrade changed them for its own time only.",
    effects: [patchOf(stored, thawed, restored)],
    rollback: "revert",
  };
}

/** @param version - of the control plane */
export function soakStep(version: string): StepDraft {
  const minor = version.split(".").slice(0, 2).join(".");
  return {
    class: "wait",
    action: "soak",
    title: `Wait until Karpenter has seen that the control plane runs ${minor}`,
    reason: "Karpenter asks for the version of the control plane every five minutes.",
    effects: [],
    seconds: soakSeconds,
    rollback: "none",
  };
}

/**
 * One patch from an object as it stands to another state of it. Of annotations only single ones are
 * changed: a live object has others besides those in its file.
 */
export function patchOf(stored: StoredObject, before: JsonObject, after: JsonObject): PatchChange {
  return {
    change: "patch",
    object: stored.address,
    fields: fieldChanges(withAnnotations(before), withAnnotations(after)),
    ...(stored.source !== undefined && { source: stored.source }),
  };
}

function withAnnotations(object: JsonObject): JsonObject {
  const metadata = mapAt(object, "/metadata");
  return { ...object, metadata: { ...metadata, annotations: mapAt(metadata, "/annotations") } };
}

/** What a check asks about. */
export function subjectOf({ address: { group, kind, name } }: StoredObject): RolloutSubject {
  return { group, kind, name };
}
