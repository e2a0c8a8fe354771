import type { Diagnostic, ObjectAddress, RolloutSubject } from "@imagewright/core";
import type { FieldChange, PatchChange, StoredObject, UpgradeSteps } from "@imagewright/core/plan";

/** How a title names an object: behind its namespace. */
export function nameText({ namespace, name }: ObjectAddress): string {
  return namespace === undefined ? name : `${namespace}/${name}`;
}

/** What a check is about. */
export function subjectOf({ group, kind, namespace, name }: ObjectAddress): RolloutSubject {
  return { group, kind, name, ...(namespace !== undefined && { namespace }) };
}

/** Changes fields of an object that is there. */
export function patchOf(
  { address, source }: StoredObject,
  fields: readonly FieldChange[],
): PatchChange {
  return {
    change: "patch",
    object: address,
    fields,
    ...(source !== undefined && { source }),
  };
}

/** No steps, and why. */
export function refused(...diagnostics: readonly Diagnostic[]): UpgradeSteps {
  return { steps: [], diagnostics };
}

/** The steps of several groups, one after another. */
export function mergeSteps(plans: readonly UpgradeSteps[]): UpgradeSteps {
  const before = plans.flatMap((plan) => plan.before ?? []);
  return {
    ...(before.length > 0 && { before }),
    steps: plans.flatMap(({ steps }) => steps),
    diagnostics: plans.flatMap(({ diagnostics }) => diagnostics),
  };
}
