import { isJsonObject, type JsonObject, ownValue } from "../json-value.ts";
import { AddressMap } from "./address-map.ts";
import { withFieldChanges } from "./field-changes.ts";
import type { ObjectAddress } from "./object-address.ts";
import type { ObjectChange } from "./object-change.ts";
import type { PlanObjects, StoredObject } from "./plan-contribution.ts";
import { withoutServerFields } from "./server-fields.ts";

/** Objects that change while a plan is made; what they are made from stays as it is. */
export interface PlanObjectsDraft extends PlanObjects {
  /** Makes a change; false where it cannot be made to the objects as they stand. */
  readonly apply: (change: ObjectChange) => boolean;
}

/**
 * Objects by their addresses.
 *
 * @example
 * ```ts
 * const address = { group: "", version: "v1", kind: "ConfigMap", name: "a" };
 * const objects = planObjects([{ address, object: { kind: "ConfigMap" } }]);
 * objects.find({ ...address, version: "v2" })?.object; // => { kind: "ConfigMap" }
 * ```
 */
export function planObjects(stored: Iterable<StoredObject>): PlanObjects {
  const byAddress = new AddressMap<StoredObject>();
  for (const one of stored) {
    byAddress.set(one.address, one);
  }
  return { find: (address) => byAddress.get(address) };
}

/**
 * A layer of changes over objects.
 *
 * @example
 * ```ts
 * const address = { group: "", version: "v1", kind: "ConfigMap", name: "a" };
 * const before = planObjects([{ address, object: { data: { color: "red" } } }]);
 * const after = changeObjects(before);
 * const fields = [{ pointer: "/data/color", from: "red", to: "blue" }];
 * after.apply({ change: "patch", object: address, fields }); // => true
 * after.find(address)?.object; // => { data: { color: "blue" } }
 * before.find(address)?.object; // => { data: { color: "red" } }
 * ```
 */
export function changeObjects(base: PlanObjects): PlanObjectsDraft {
  const layer = new AddressMap<StoredObject | "deleted">();
  const find = (address: ObjectAddress): StoredObject | undefined => {
    const changed = layer.get(address) ?? base.find(address);
    return changed === "deleted" ? undefined : changed;
  };
  return {
    find,
    apply(change) {
      const changed = changedObject(change, find);
      if (changed === undefined && change.change !== "delete") {
        return false;
      }
      layer.set(change.object, changed ?? "deleted");
      return true;
    },
  };
}

/** What stands at the address after a change; undefined where it cannot be made, or deletes. */
function changedObject(change: ObjectChange, find: PlanObjects["find"]): StoredObject | undefined {
  const { object: address, source } = change;
  const place = source === undefined ? {} : { source };
  if (change.change === "create") {
    return { address, object: change.manifest, ...place };
  }
  if (change.change === "delete") {
    return undefined;
  }
  const stored = find(change.change === "copy" ? change.of : address);
  if (stored === undefined) {
    return undefined;
  }
  if (change.change === "patch") {
    const object = withFieldChanges(stored.object, change.fields);
    return object && { ...stored, object };
  }
  const object = withFieldChanges(withoutServerFields(stored.object), change.fields);
  return object && { address, object: named(object, address.name), ...place };
}

function named(object: JsonObject, name: string): JsonObject {
  const metadata = ownValue(object, "metadata");
  return { ...object, metadata: { ...(isJsonObject(metadata) && metadata), name } };
}
