import type { PlacedObject } from "./placed-object.ts";

/** What a name means: an object of whatever version. */
interface ObjectName {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  /** Absent: in whichever namespace. */
  readonly namespace?: string | undefined;
}

/** Objects, found by kind and name. */
export interface ObjectIndex {
  find(name: ObjectName): PlacedObject | undefined;
  ofKind(group: string, kind: string): readonly PlacedObject[];
}

/**
 * An object that names no namespace is applied to one, so that it counts as being in that of its
 * neighbours; one that names the right namespace goes before it.
 */
export function createObjectIndex(objects: readonly PlacedObject[]): ObjectIndex {
  const byName = Map.groupBy(objects, ({ address }) => nameKey(address));
  const exact = new Map(
    objects.map((placed) => [exactKey(placed.address, placed.address.namespace ?? ""), placed]),
  );
  const kinds = Map.groupBy(objects, ({ address }) => `${address.group}/${address.kind}`);
  return {
    find(name) {
      const { namespace } = name;
      return namespace === undefined || namespace === ""
        ? (exact.get(exactKey(name, "")) ?? byName.get(nameKey(name))?.[0])
        : (exact.get(exactKey(name, namespace)) ?? exact.get(exactKey(name, "")));
    },
    ofKind: (group, kind) => kinds.get(`${group}/${kind}`) ?? [],
  };
}

function nameKey({ group, kind, name }: ObjectName): string {
  return JSON.stringify([group, kind, name]);
}

function exactKey({ group, kind, name }: ObjectName, namespace: string): string {
  return JSON.stringify([group, kind, name, namespace]);
}
