import { textAt } from "../../json-fields.ts";
import { AddressMap } from "../address-map.ts";
import type { ClusterState, ObjectLink } from "../cluster-state.ts";
import type { ObjectAddress } from "../object-address.ts";
import type { ObjectChange } from "../object-change.ts";
import type { KeepReason, PlanObjects } from "../plan-contribution.ts";
import type { PlanGarbage } from "../upgrade-plan.ts";

/**
 * What nothing refers to when everything is done: templates the groups had before, those they had
 * on the way, and what was left over already.
 */
export function garbageOf(
  state: ClusterState,
  objects: PlanObjects,
  changes: readonly ObjectChange[],
  keeps: readonly KeepReason[],
): readonly PlanGarbage[] {
  const candidates: (ObjectAddress | undefined)[] = [];
  /** Where a candidate is among them. */
  const places = new AddressMap<number | undefined>();
  const used = new AddressMap<true>();
  const add = (address: ObjectAddress): void => {
    const place = places.get(address) ?? candidates.length;
    places.set(address, place);
    candidates[place] = address;
  };
  const remove = (address: ObjectAddress): void => {
    const place = places.get(address);
    if (place !== undefined) {
      places.set(address, undefined);
      candidates[place] = undefined;
    }
  };
  const groups = [
    ...(state.controlPlane === undefined ? [] : [state.controlPlane]),
    ...state.nodeGroups,
  ];
  for (const { infrastructure, bootstrap, place } of groups) {
    for (const link of [infrastructure, bootstrap]) {
      if (link !== undefined) {
        add(link.target);
        used.set(targetNow(link, place.object, objects), true);
      }
    }
  }
  for (const change of changes) {
    if (change.change === "copy") {
      add(change.object);
    }
    // What a later step deletes again is none of it.
    if (change.change === "delete") {
      remove(change.object);
    }
  }
  for (const address of state.unreferenced) {
    add(address);
  }
  const shared = new AddressMap<true>();
  for (const address of state.shared ?? []) {
    shared.set(address, true);
  }
  return candidates.flatMap((address) => {
    if (address === undefined || used.get(address) === true || !address.kind.endsWith("Template")) {
      return [];
    }
    const stored = objects.find(address);
    if (stored === undefined) {
      return [];
    }
    const keep =
      shared.get(address) === true
        ? "objects of another cluster refer to it"
        : keeps.map((reason) => reason(stored, { cluster: state, objects })).find(Boolean);
    return [
      {
        object: address,
        ...(stored.source !== undefined && { source: stored.source }),
        ...(keep !== undefined && { keep }),
      },
    ];
  });
}

/** What a link leads to after the changes: the name in it may be another one. */
function targetNow(link: ObjectLink, owner: ObjectAddress, objects: PlanObjects): ObjectAddress {
  const stored = objects.find(link.place.object) ?? objects.find(owner);
  const { pointer } = link.place;
  const name = stored && textAt(stored.object, `${pointer}/name`);
  const kind = stored && textAt(stored.object, `${pointer}/kind`);
  return {
    ...link.target,
    ...(name !== undefined && { name }),
    ...(kind !== undefined && { kind }),
  };
}
