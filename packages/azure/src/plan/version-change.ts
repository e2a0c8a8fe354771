import { textAt } from "@imagewright/core";
import type { FieldChange, MachineGroup, PlanObjects, StoredObject } from "@imagewright/core/plan";

/** The version of a group, where a field of an object says it. */
export interface VersionField {
  readonly owner: StoredObject;
  /** Absent where the field says it already. */
  readonly change?: FieldChange;
}

/**
 * How the field that says the version of a group comes to say another one, with a `v` where it has
 * one now; undefined where no field does.
 *
 * @param version - without `v`
 */
export function versionField(
  group: MachineGroup,
  objects: PlanObjects,
  version: string,
): VersionField | undefined {
  if (group.version.by !== "field") {
    return undefined;
  }
  const { object, pointer } = group.version.version.place;
  const owner = objects.find(object);
  const from = owner && textAt(owner.object, pointer);
  if (owner === undefined || from === undefined) {
    return undefined;
  }
  const to = from.startsWith("v") ? `v${version}` : version;
  return from === to ? { owner } : { owner, change: { pointer, from, to } };
}
