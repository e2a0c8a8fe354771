import type { Diagnostic } from "../diagnostic.ts";
import type { JsonObject } from "../json-value.ts";
import { canonicalJson } from "../plan/canonical-json.ts";
import type { ClusterState } from "../plan/cluster-state.ts";
import type { ObjectAddress } from "../plan/object-address.ts";
import type { StoredObject } from "../plan/plan-contribution.ts";
import { changeObjects, planObjects } from "../plan/plan-objects.ts";
import type { ClusterPlan, PlanStep } from "../plan/upgrade-plan.ts";
import { changeText } from "./change-text.ts";

/** A plan, and what it was made from. */
export interface PlanTrial {
  readonly state: ClusterState;
  readonly plan: ClusterPlan;
  readonly objects: readonly StoredObject[];
}

/**
 * All objects after some steps of a plan, those that the steps add last.
 *
 * @throws {Error} where a change cannot be made to the objects as they stand
 * @example
 * ```ts
 * objectsAfter([], []); // => []
 * ```
 */
export function objectsAfter(
  objects: readonly StoredObject[],
  steps: readonly PlanStep[],
): readonly StoredObject[] {
  const draft = changeObjects(planObjects(objects));
  const made: ObjectAddress[] = [];
  for (const effect of steps.flatMap(({ effects }) => effects)) {
    if (!draft.apply(effect)) {
      throw new Error(`this cannot be done: ${changeText(effect)}`);
    }
    if (effect.change === "copy" || effect.change === "create") {
      made.push(effect.object);
    }
  }
  return [...objects.map(({ address }) => address), ...made].flatMap(
    (address) => draft.find(address) ?? [],
  );
}

/**
 * Where a cluster ends when its plan is made anew after each of its steps: one text for each prefix
 * of the steps, and all of them the same where plans can be left and taken up again.
 *
 * @param again - makes the plan of objects as they stand by then
 * @throws {Error} where a plan that is made anew is refused
 * @example
 * ```ts
 * import type { ClusterState } from "@imagewright/core";
 * import type { ClusterPlan } from "@imagewright/core/plan";
 *
 * const none = { paused: [], locations: [], images: [], nodeGroups: [], controls: [] };
 * const said = { writers: [], unreferenced: [], diagnostics: [] };
 * const state: ClusterState = { ...none, ...said, name: "orders" };
 * const empty = { hops: [], steps: [], images: [], garbage: [], hazards: [], blockers: [] };
 * const cluster = { name: "orders" };
 * const plan: ClusterPlan = { ...empty, formatVersion: 1, cluster, applyable: true };
 * const trial = { state, plan, objects: [] };
 * endsOfPrefixes(trial, () => trial); // => ["[]"]
 * ```
 */
export function endsOfPrefixes(
  { plan, objects }: PlanTrial,
  again: (objects: readonly JsonObject[]) => PlanTrial,
): readonly string[] {
  return Array.from({ length: plan.steps.length + 1 }, (_, count) => {
    const reached = objectsAfter(objects, plan.steps.slice(0, count));
    const next = again(reached.map(({ object }) => object));
    if (!next.plan.applyable) {
      const codes = next.plan.blockers.map(({ code }) => code);
      throw new Error(`after ${count} steps: ${codes.join(", ")}`);
    }
    const texts = objectsAfter(next.objects, next.plan.steps).map(({ object }) =>
      canonicalJson(object),
    );
    return `[${texts.toSorted().join(",")}]`;
  });
}

/**
 * What is said against the changes of a plan, one after another.
 *
 * @param judge - what an API server says of an object, and of what stood there before
 * @returns kind, code and message of every error
 * @example
 * ```ts
 * refusedChanges({ plan: { steps: [] }, objects: [] }, () => []); // => []
 * ```
 */
export function refusedChanges(
  { plan, objects }: { readonly plan: Pick<ClusterPlan, "steps"> } & Pick<PlanTrial, "objects">,
  judge: (before: JsonObject | undefined, after: JsonObject) => readonly Diagnostic[],
): readonly string[] {
  const draft = changeObjects(planObjects(objects));
  return plan.steps.flatMap(({ effects }) =>
    effects.flatMap((effect) => {
      const before = draft.find(effect.object)?.object;
      draft.apply(effect);
      const after = draft.find(effect.object)?.object ?? {};
      return judge(before, after)
        .filter(({ severity }) => severity === "error")
        .map(({ code, message }) => `${effect.object.kind} ${code} ${message}`);
    }),
  );
}
