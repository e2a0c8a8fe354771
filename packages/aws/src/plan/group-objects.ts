import {
  type Diagnostic,
  type JsonObject,
  type ObjectAddress,
  type ObjectLink,
  textAt,
} from "@imagewright/core";
import {
  fieldChanges,
  type MachineGroup,
  type PatchChange,
  placeFacts,
  type PlaceFacts,
  type PlanObjects,
  type StoredObject,
} from "@imagewright/core/plan";

import { capaPlanDiagnostics } from "./plan-diagnostics.ts";

/** The objects of a group as they stand at one moment of a plan. */
export interface GroupObjects {
  /** The one that names version, image and user data of its machines. */
  readonly owner: StoredObject;
  /** The template or the pool. */
  readonly infrastructure: StoredObject;
  /** Absent where the owner names a secret, or the configuration is not among the manifests. */
  readonly bootstrap?: StoredObject;
}

/** The objects of a group, or what is missing. */
export function groupObjects(
  group: MachineGroup,
  objects: PlanObjects,
): GroupObjects | { readonly missing: Diagnostic } {
  const owner = objects.find(group.place.object);
  const address = owner && linkedAddress(group.infrastructure, owner.object);
  const infrastructure = address && objects.find(address);
  if (owner === undefined || infrastructure === undefined) {
    const message = `what the machines of ${group.name} are made from is not among the manifests`;
    const place = group.infrastructure?.place ?? group.place;
    return {
      missing: capaPlanDiagnostics.report("CAPA_PLAN_OBJECT_MISSING", {
        message,
        ...placeFacts(place),
      }),
    };
  }
  const configuration = linkedAddress(group.bootstrap, owner.object);
  const bootstrap = configuration && objects.find(configuration);
  return { owner, infrastructure, ...(bootstrap !== undefined && { bootstrap }) };
}

/** What a reference leads to now: pointers stay, and the name in it may be another one. */
export function linkedAddress(
  link: ObjectLink | undefined,
  owner: JsonObject,
): ObjectAddress | undefined {
  if (link === undefined) {
    return undefined;
  }
  const { target, place } = link;
  return {
    ...target,
    kind: textAt(owner, `${place.pointer}/kind`) ?? target.kind,
    name: textAt(owner, `${place.pointer}/name`) ?? target.name,
  };
}

/** The change that makes another object of a stored one; none where nothing differs. */
export function patchesOf(
  { address, object, source }: StoredObject,
  wanted: JsonObject,
): readonly PatchChange[] {
  const fields = fieldChanges(object, wanted);
  return fields.length === 0
    ? []
    : [{ change: "patch", object: address, fields, ...(source !== undefined && { source }) }];
}

/** Where a field of an object stands, for a diagnostic. */
export function fieldOf({ address, source }: StoredObject, pointer: string): PlaceFacts {
  return placeFacts({ object: address, pointer, ...(source !== undefined && { source }) });
}
