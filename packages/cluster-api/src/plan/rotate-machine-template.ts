import { type Parsed, textAt, toParsed } from "@imagewright/core";
import {
  type CopyChange,
  type FieldChange,
  type GroupUpgrade,
  objectText,
  rotateImage,
  type StepDraft,
  type StoredObject,
  type UpgradeContext,
} from "@imagewright/core/plan";

import { foundIn, planFinding } from "./plan-finding.ts";

/** What a group's machines are made from next. */
export interface RotatedMachines {
  /** Adds the template; undefined where it is there already. */
  readonly create: StepDraft | undefined;
  /** The owner's reference; undefined where it stays. */
  readonly field: FieldChange | undefined;
}

/**
 * The machine template of a group with its next image: a copy under a new name, and the field of
 * the owner that has to name it.
 */
export function rotateMachineTemplate(
  { group, from, image }: GroupUpgrade,
  owner: StoredObject,
  context: UpgradeContext,
): Parsed<RotatedMachines> {
  const { infrastructure } = group;
  const [use] = group.images;
  if (image === undefined || use === undefined || infrastructure === undefined) {
    return toParsed({ create: undefined, field: undefined });
  }
  const pointer = `${infrastructure.place.pointer}/name`;
  // An earlier hop may have given it another name than the one that was observed.
  const current = textAt(owner.object, pointer) ?? infrastructure.target.name;
  const template = context.objects.find({ ...use.place.object, name: current });
  if (template === undefined) {
    const message = `${infrastructure.target.kind} ${current} is not among the manifests`;
    return refused("CAPI_PLAN_OBJECT_MISSING", infrastructure.place, message);
  }
  const found = { pointer: use.place.pointer, reference: image.reference };
  const versions = from === undefined ? undefined : { from, to: context.version };
  const rotated = rotateImage(template, found, context, versions);
  if (!rotated.ok) {
    return { ok: false, diagnostics: foundIn(rotated.diagnostics, template.source) };
  }
  const { name, copy } = rotated.value;
  if (name !== current && !use.isEditable) {
    const message = `${infrastructure.target.kind} ${current} was made by a controller`;
    return refused("CAPI_PLAN_NOT_EDITABLE", infrastructure.place, message);
  }
  const rotation: RotatedMachines = {
    create: copy && createDraft(copy),
    field: name === current ? undefined : { pointer, from: current, to: name },
  };
  return toParsed(rotation, foundIn(rotated.diagnostics, template.source));
}

function createDraft(copy: CopyChange): StepDraft {
  return {
    class: "create",
    action: "createTemplate",
    title: `Create ${objectText(copy.object)}`,
    reason: "A template cannot change once it is there, and a new name is what starts a rollout.",
    effects: [copy],
    rollback: "revert",
  };
}

function refused(
  code: "CAPI_PLAN_NOT_EDITABLE" | "CAPI_PLAN_OBJECT_MISSING",
  place: Parameters<typeof planFinding>[1],
  message: string,
): Parsed<never> {
  return { ok: false, diagnostics: [planFinding(code, place, { message })] };
}
