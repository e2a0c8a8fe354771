import { revertFieldChanges } from "../field-changes.ts";
import type { ObjectChange } from "../object-change.ts";
import type { PlanStep } from "../upgrade-plan.ts";

/** How a step is undone. */
export interface StepUndoing {
  readonly possible: "yes" | "partly" | "no" | "nothing";
  /** What puts the objects back, in this order; empty where nothing does, or nothing has to. */
  readonly changes: readonly ObjectChange[];
  /** What a person has to know; what cannot be undone is said plainly. */
  readonly text: string;
}

/**
 * How a step is undone, and what of it cannot be.
 *
 * @example
 * ```ts
 * import { rollbackOf } from "@imagewright/core/plan";
 *
 * const object = { group: "", version: "v1", kind: "Widget", name: "a" };
 * const fields = [{ pointer: "/spec/version", from: "v1.33.4", to: "v1.34.1" }];
 * const undoing = rollbackOf({
 *   id: "a",
 *   class: "change",
 *   action: "upgradeNodes",
 *   title: "Upgrade Widget a to v1.34.1",
 *   reason: "Nodes follow the control plane.",
 *   hop: 1,
 *   stage: 1,
 *   after: [],
 *   effects: [{ change: "patch", object, fields }],
 *   rollback: "revert",
 * });
 * undoing.possible; // => "yes"
 * undoing.changes;
 * // => [
 * //      {
 * //        change: "patch",
 * //        object: { group: "", version: "v1", kind: "Widget", name: "a" },
 * //        fields: [{ pointer: "/spec/version", from: "v1.34.1", to: "v1.33.4" }],
 * //      },
 * //    ]
 * ```
 */
export function rollbackOf(step: PlanStep): StepUndoing {
  const { rollback, effects } = step;
  switch (rollback) {
    case "none":
      return { possible: "nothing", changes: [], text: "Nothing was changed." };
    case "impossible":
      return { possible: "no", changes: [], text: impossible(step) };
    case "revert":
    case "partly":
      return undoing(step, effects);
  }
}

function undoing({ action, rollback }: PlanStep, effects: readonly ObjectChange[]): StepUndoing {
  const changes = effects.toReversed().flatMap(undo);
  const isDeleted = effects.some(({ change }) => change === "delete");
  if (isDeleted) {
    const text =
      "What was deleted comes back only from where it is kept: a repository, or a backup.";
    return { possible: changes.length === 0 ? "no" : "partly", changes, text };
  }
  return rollback === "revert"
    ? { possible: "yes", changes, text: reverted(action) }
    : { possible: "partly", changes, text: partly(action) };
}

/** A change the other way round; nothing where there is none. */
function undo(change: ObjectChange): readonly ObjectChange[] {
  const { object, source } = change;
  const place = source === undefined ? {} : { source };
  switch (change.change) {
    case "patch":
      return [{ ...change, fields: revertFieldChanges(change.fields) }];
    case "copy":
    case "create":
      return [{ change: "delete", object, ...place }];
    case "delete":
      return [];
  }
}

function reverted(action: PlanStep["action"]): string {
  switch (action) {
    case "createTemplate":
    case "createCanary":
      return "Delete what was added, once nothing refers to it.";
    case "upgradeNodes":
      return "Put back what stood there: the nodes are replaced once more, by such as they were before.";
    default:
      return "Put back what stood there.";
  }
}

function partly(action: PlanStep["action"]): string {
  switch (action) {
    case "upgradeTopology":
      return "The fields can be put back, and nodes follow; the control plane's minor version does not go back.";
    case "changeClass":
      return "The class can be put back; machines of every cluster that followed it are replaced once more.";
    default:
      return "The objects can be put back. What happened in the cluster meanwhile is not undone: machines that were replaced are gone, and what ran on them was moved.";
  }
}

function impossible({ action }: PlanStep): string {
  switch (action) {
    case "upgradeControlPlane":
    case "upgradeTopology":
    case "upgradeByHand":
      return "This cannot be undone: a control plane does not go back to an older minor version, and what etcd holds is written by the new one. The ways out lead forward, or through a backup of etcd that was made before.";
    case "cleanUp":
    case "removeCanary":
      return "This cannot be undone: what was deleted comes back only from where it is kept, a repository or a backup.";
    default:
      return "This cannot be undone. The ways out lead forward, or through a backup that was made before.";
  }
}
