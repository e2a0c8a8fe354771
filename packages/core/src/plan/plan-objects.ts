import { isJsonObject, type JsonObject, ownValue } from "../json-value.ts";
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
  const byKey = new Map<string, StoredObject>();
  for (const one of stored) {
    byKey.set(keyOf(one.address), one);
  }
  return keyedObjects((key) => byKey.get(key));
}

/** Objects that are found by their keys: layers over layers make a key only once. */
const lookups = new WeakMap<PlanObjects, (key: string) => StoredObject | undefined>();

function keyedObjects(get: (key: string) => StoredObject | undefined): PlanObjects {
  const objects: PlanObjects = { find: (address) => get(keyOf(address)) };
  lookups.set(objects, get);
  return objects;
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
  const layer = new Map<string, StoredObject | undefined>();
  const below = lookups.get(base);
  const get = (key: string, address: ObjectAddress): StoredObject | undefined => {
    const found = layer.get(key);
    if (found !== undefined || layer.has(key)) {
      return found;
    }
    return below === undefined ? base.find(address) : below(key);
  };
  const find = (address: ObjectAddress): StoredObject | undefined => get(keyOf(address), address);
  const draft: PlanObjectsDraft = {
    find,
    apply(change) {
      const changed = changedObject(change, find);
      if (changed === undefined && change.change !== "delete") {
        return false;
      }
      layer.set(keyOf(change.object), changed);
      return true;
    },
  };
  if (below !== undefined) {
    lookups.set(draft, (key) => (layer.has(key) ? layer.get(key) : below(key)));
  }
  return draft;
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

function keyOf({ group, kind, namespace = "", name }: ObjectAddress): string {
  return `${group}/${kind}/${namespace}/${name}`;
}
