import { carriedMachine, infrastructureGroup } from "@imagewright/cluster-api";
import { type JsonObject, textAt } from "@imagewright/core";
import type { MachineGroup, PlanObjects, StoredObject } from "@imagewright/core/plan";

import { machinePlaces } from "../parse/manifest.ts";

/** What the machines of a group are made from, and the machine in it. */
export interface GroupMachine {
  readonly stored: StoredObject;
  readonly kind: string;
  /** JSON Pointer of the machine. */
  readonly pointer: string;
  readonly machine: JsonObject;
}

/** Kinds that machines of CAPZ's are made from. */
export const machineKinds: readonly string[] = [...machinePlaces.keys()];

/** Whether the machines of a group are made from an object of one of these kinds. */
export function isMadeFrom(group: MachineGroup, kinds: readonly string[]): boolean {
  const target = group.infrastructure?.target;
  return target?.group === infrastructureGroup && kinds.includes(target.kind);
}

/**
 * The object that the machines of a group are made from at this moment of a plan: its owner may
 * name another one than at the beginning.
 */
export function infrastructureOf(
  group: MachineGroup,
  objects: PlanObjects,
): StoredObject | undefined {
  const { infrastructure } = group;
  if (infrastructure === undefined) {
    return undefined;
  }
  const { place, target } = infrastructure;
  const owner = objects.find(place.object)?.object;
  const name = owner && textAt(owner, `${place.pointer}/name`);
  return objects.find({ ...target, name: name ?? target.name });
}

/** The machine of a group, where it is one of CAPZ's. */
export function machineOf(group: MachineGroup, objects: PlanObjects): GroupMachine | undefined {
  const stored = isMadeFrom(group, machineKinds) ? infrastructureOf(group, objects) : undefined;
  const carried = stored && carriedMachine(stored.object, machinePlaces);
  return stored === undefined || carried?.machine === undefined
    ? undefined
    : { stored, kind: carried.kind, pointer: carried.pointer, machine: carried.machine };
}
