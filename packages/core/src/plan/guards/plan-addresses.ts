import { mapAt, textAt } from "../../json-fields.ts";
import { isJsonList, type JsonObject, type JsonValue, ownValue } from "../../json-value.ts";
import { objectKind } from "../../plugin/manifest-rule.ts";
import type { ClusterState } from "../cluster-state.ts";
import type { ObjectAddress } from "../object-address.ts";
import type { PatchChange } from "../object-change.ts";
import type { GuardedHop, MachineGroup, PlanObjects, StoredObject } from "../plan-contribution.ts";

/** The objects of a cluster that a plan may change, and those they depend on. */
export class PlanAddresses {
  readonly #addresses = new Map<string, ObjectAddress>();
  /** Of a copy, the key of what it was copied from in the beginning. */
  readonly #origins = new Map<string, string>();

  /** Members are left out: a plan does not change what controllers made. */
  constructor(cluster: ClusterState, objects: PlanObjects) {
    const { place, infrastructure, topology, images, controlPlane, nodeGroups } = cluster;
    const clusterClass = topology?.class?.target;
    this.#add(place?.object, infrastructure?.target, clusterClass);
    this.#add(...(clusterClass === undefined ? [] : namedBy(clusterClass, objects)));
    this.#add(...images.map((image) => image.place.object));
    for (const group of controlPlane === undefined ? nodeGroups : [controlPlane, ...nodeGroups]) {
      this.#addGroup(group);
    }
    this.#add(...(controlPlane?.components ?? []).map((component) => component.place.object));
  }

  /** Adds what a hop adds, and what it refers to that was there before. */
  follow({ changes, after }: GuardedHop): void {
    for (const change of changes) {
      this.#add(change.object);
      if (change.change === "copy") {
        this.#origins.set(addressKey(change.object), this.originOf(change.of));
      }
      if (change.change === "patch") {
        this.#followReferences(change, after);
      }
    }
  }

  /** An interrupted plan may have made a template already: it is a copy as much as those to come. */
  #followReferences({ object, fields }: PatchChange, after: PlanObjects): void {
    const owner = after.find(object)?.object;
    for (const { pointer, from } of fields) {
      const at = pointer.endsWith("/name") ? pointer.slice(0, -"/name".length) : undefined;
      const reference = owner === undefined || at === undefined ? undefined : mapAt(owner, at);
      const named = reference && referredBy(reference, object);
      const former =
        named === undefined || typeof from !== "string"
          ? undefined
          : this.#neighbour({ ...named, name: from });
      const target = named && former ? { ...former, name: named.name } : named;
      if (target !== undefined && !this.#addresses.has(addressKey(target))) {
        this.#add(target);
        if (former !== undefined) {
          this.#origins.set(addressKey(target), this.originOf(former));
        }
      }
    }
  }

  /** What a reference meant before: an owner that names no namespace is in that of its neighbours. */
  #neighbour(address: ObjectAddress): ObjectAddress {
    const { group, kind, namespace, name } = address;
    const known = [...this.#addresses.values()].find(
      (one) =>
        one.group === group &&
        one.kind === kind &&
        one.name === name &&
        (namespace === undefined || one.namespace === undefined || one.namespace === namespace),
    );
    return known ?? address;
  }

  /** The key of the object itself, or of the one it is a copy of. */
  originOf(address: ObjectAddress): string {
    const key = addressKey(address);
    return this.#origins.get(key) ?? key;
  }

  /** Those of the objects that are there. */
  among(objects: PlanObjects): readonly StoredObject[] {
    return [...this.#addresses.values()].flatMap((address) => objects.find(address) ?? []);
  }

  #addGroup(group: MachineGroup): void {
    this.#add(group.place.object, group.infrastructure?.target, group.bootstrap?.target);
    for (const { place } of [...group.images, ...group.imageChoices, ...group.healthChecks]) {
      this.#add(place.object);
    }
  }

  #add(...addresses: readonly (ObjectAddress | undefined)[]): void {
    for (const address of addresses) {
      if (address !== undefined) {
        this.#addresses.set(addressKey(address), address);
      }
    }
  }
}

/** Depth to which references are looked for. */
const mostLevels = 32;

/** What an object refers to: maps in it that name an API, a kind and an object. */
function namedBy(address: ObjectAddress, objects: PlanObjects): readonly ObjectAddress[] {
  const { namespace } = address;
  const found = (value: JsonValue, level: number): readonly ObjectAddress[] => {
    if (typeof value !== "object" || value === null || level > mostLevels) {
      return [];
    }
    if (isJsonList(value)) {
      return value.flatMap((item) => found(item, level + 1));
    }
    const kind = objectKind(value);
    const name = ownValue(value, "name");
    return kind === undefined || typeof name !== "string"
      ? Object.values(value).flatMap((item) => found(item, level + 1))
      : [{ ...kind, ...(namespace !== undefined && { namespace }), name }];
  };
  const spec = ownValue(objects.find(address)?.object ?? {}, "spec");
  return spec === undefined ? [] : found(spec, 0);
}

/** What a reference of Cluster API names, in either form. */
function referredBy(
  reference: JsonObject,
  { namespace }: ObjectAddress,
): ObjectAddress | undefined {
  const [kind, name] = [textAt(reference, "/kind"), textAt(reference, "/name")];
  const group = textAt(reference, "/apiGroup") ?? objectKind(reference)?.group;
  return kind === undefined || name === undefined || group === undefined
    ? undefined
    : { group, version: "", kind, name, ...(namespace !== undefined && { namespace }) };
}

function addressKey({ group, kind, namespace = "", name }: ObjectAddress): string {
  return `${group}/${kind}/${namespace}/${name}`;
}
