import type { ImageReference } from "../../../image/image-reference.ts";
import type { JsonObject, JsonValue } from "../../../json-value.ts";
import type { RolloutCheck } from "../../../rollout/rollout-verdict.ts";
import { contentDigest } from "../../content-digest.ts";
import type { ObjectChange } from "../../object-change.ts";
import type { PlanStep } from "../../upgrade-plan.ts";
import { addressOf } from "./example-objects.ts";

/** A step before it has an id and a place: what differs from a change that can be reverted. */
export interface StepSketch extends Partial<PlanStep> {
  readonly action: PlanStep["action"];
  readonly title: string;
}

/** Steps with ids, each after the one before it. */
export function steps(sketches: readonly StepSketch[], seed: string): readonly PlanStep[] {
  let before: string | undefined;
  return sketches.map((sketch, index) => {
    const id = contentDigest(`${seed} ${index}`);
    const step: PlanStep = {
      id,
      class: "change",
      reason: "Nodes follow the control plane.",
      hop: 1,
      stage: index + 1,
      after: before === undefined ? [] : [before],
      effects: [],
      rollback: "revert",
      ...sketch,
    };
    before = id;
    return step;
  });
}

/** A patch of fields: pointer, value before, value after. */
export function patch(
  object: JsonObject,
  ...fields: readonly (readonly [string, JsonValue | undefined, JsonValue | undefined])[]
): ObjectChange {
  return {
    change: "patch",
    object: addressOf(object),
    fields: fields.map(([pointer, from, to]) => ({
      pointer,
      ...(from !== undefined && { from }),
      ...(to !== undefined && { to }),
    })),
    source: { file: "clusters/orders.yaml", document: 0, pointer: "", line: 1 },
  };
}

/** A copy of a machine template with another image. */
export function copyTemplate(of: JsonObject, name: string, from: string, to: string): ObjectChange {
  return {
    change: "copy",
    object: { ...addressOf(of), name },
    of: addressOf(of),
    fields: [{ pointer: "/spec/template/spec/ami/id", from, to }],
  };
}

/** When a rollout is finished. */
export function check(
  object: JsonObject,
  kubernetesVersion: string,
  image?: ImageReference,
): RolloutCheck {
  const { group, kind, name, namespace } = addressOf(object);
  return {
    subject: { group, kind, name, ...(namespace !== undefined && { namespace }) },
    intended: { kubernetesVersion, ...(image !== undefined && { image }) },
  };
}
