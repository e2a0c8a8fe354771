import { valueRefused } from "../../error.ts";
import type { JsonObject } from "../../json-value.ts";
import type { ObjectAddress } from "../object-address.ts";
import type { ObjectChange } from "../object-change.ts";
import type { PlanObjects } from "../plan-contribution.ts";
import { changeObjects } from "../plan-objects.ts";
import { withoutServerFields } from "../server-fields.ts";
import type { ClusterPlan, PlanStep } from "../upgrade-plan.ts";

/** Where a renderer finds the objects of a cluster as they stand before the plan. */
export type ObjectsOf = (plan: ClusterPlan) => PlanObjects;

/** A change, and the object it is about. */
export interface StagedChange {
  readonly change: ObjectChange;
  /** As it stands before; absent where nothing stands there, or the objects are not known. */
  readonly before?: JsonObject;
  /** As it stands after, without what a server adds; absent likewise. */
  readonly after?: JsonObject;
}

/** A step among those of its plan. */
export interface StagedStep {
  readonly step: PlanStep;
  /** From 1, in the order in which steps are carried out. */
  readonly number: number;
  readonly changes: readonly StagedChange[];
  /** Version of the API that the object of the step's check was read in. */
  readonly checkVersion?: string;
}

/** Steps that can be applied together. */
export interface PlanStage {
  readonly number: number;
  readonly steps: readonly StagedStep[];
}

/**
 * The steps of a plan in the order in which they are carried out: stage by stage, in a stage as the
 * plan lists them; with the objects before and after every change, where they are known.
 *
 * @throws {ImagewrightError} `VALUE_REFUSED` where a change cannot be made to the objects
 */
export function planStages(plan: ClusterPlan, objects?: PlanObjects): readonly PlanStage[] {
  const layer = objects === undefined ? undefined : changeObjects(objects);
  const stages: PlanStage[] = [];
  let number = 0;
  for (const [stage, steps] of stepsByStage(plan.steps)) {
    stages.push({
      number: stage,
      steps: steps.map((step) => {
        number += 1;
        const changes = step.effects.map((change) => stagedChange(change, step, layer));
        const checkVersion = step.check && versionOf(step, layer);
        return { step, number, changes, ...(checkVersion !== undefined && { checkVersion }) };
      }),
    });
  }
  return stages;
}

function stepsByStage(steps: readonly PlanStep[]): readonly (readonly [number, PlanStep[]])[] {
  const stages = new Map<number, PlanStep[]>();
  for (const step of steps) {
    const stage = stages.get(step.stage);
    if (stage === undefined) {
      stages.set(step.stage, [step]);
    } else {
      stage.push(step);
    }
  }
  return [...stages].toSorted(([a], [b]) => a - b);
}

function stagedChange(
  change: ObjectChange,
  step: PlanStep,
  objects: ReturnType<typeof changeObjects> | undefined,
): StagedChange {
  if (objects === undefined) {
    return change.change === "create" ? { change, after: change.manifest } : { change };
  }
  const before = objects.find(change.object)?.object;
  const isMissing = before === undefined && change.change === "patch";
  if (isMissing || !objects.apply(change)) {
    const reason = `step ${step.id} does not fit the objects: ${change.object.kind} ${change.object.name}`;
    throw valueRefused("plan", "", reason, "Render a plan with the objects it was made from.");
  }
  const after = objects.find(change.object)?.object;
  return {
    change,
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after: withoutServerFields(after) }),
  };
}

/** The version an object was read in, or in which the step names it. */
function versionOf(step: PlanStep, objects: PlanObjects | undefined): string | undefined {
  const subject = step.check?.subject;
  if (subject === undefined) {
    return undefined;
  }
  const address: ObjectAddress = { ...subject, version: "" };
  const named = step.effects.find(
    ({ object }) =>
      object.group === address.group &&
      object.kind === address.kind &&
      object.name === address.name,
  );
  const version = objects?.find(address)?.address.version ?? named?.object.version;
  return version === "" ? undefined : version;
}
