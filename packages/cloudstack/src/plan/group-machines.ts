import { carriedMachine } from "@imagewright/cluster-api";
import { type JsonObject, textAt } from "@imagewright/core";
import type { MachineGroup, PlanObjects, StoredObject } from "@imagewright/core/plan";

import { machinePlaces } from "../parse/manifest.ts";

/** What the machines of a group are made from, and the machine in it. */
export interface GroupMachine {
  readonly stored: StoredObject;
  /** JSON Pointer of the machine. */
  readonly pointer: string;
  readonly machine: JsonObject;
}

/** Whether the machines of a group are CAPC's. */
export function isOnCloudStack({ infrastructure }: MachineGroup): boolean {
  return infrastructure !== undefined && machinePlaces.has(infrastructure.target.kind);
}

/** The machine of a group at this moment of a plan: its owner may name another template by then. */
export function machineOf(group: MachineGroup, objects: PlanObjects): GroupMachine | undefined {
  const { infrastructure } = group;
  if (infrastructure === undefined || !isOnCloudStack(group)) {
    return undefined;
  }
  const { place, target } = infrastructure;
  const owner = objects.find(place.object)?.object;
  const name = owner && textAt(owner, `${place.pointer}/name`);
  const stored = objects.find({ ...target, name: name ?? target.name });
  const carried = stored && carriedMachine(stored.object, machinePlaces);
  return stored === undefined || carried?.machine === undefined
    ? undefined
    : { stored, pointer: carried.pointer, machine: carried.machine };
}
