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
  /** Undefined also where nobody can tell which of several objects is meant. */
  find(name: ObjectName): PlacedObject | undefined;
  /** The namespaces of the objects that a name without namespace may mean; empty if one is sure. */
  namespacesOf(name: ObjectName): readonly string[];
  ofKind(group: string, kind: string): readonly PlacedObject[];
}

/**
 * An object that names no namespace is applied to one, so that it counts as being in that of its
 * neighbours; one that names the right namespace goes before it. Where neighbours of several
 * namespaces have the name, none of them is taken.
 */
export function createObjectIndex(objects: readonly PlacedObject[]): ObjectIndex {
  const byName = Map.groupBy(objects, ({ address }) => nameKey(address));
  const exact = new Map(
    objects.map((placed) => [exactKey(placed.address, placed.address.namespace ?? ""), placed]),
  );
  const kinds = Map.groupBy(objects, ({ address }) => `${address.group}/${address.kind}`);
  const unsaid = (name: ObjectName): readonly PlacedObject[] => {
    const own = exact.get(exactKey(name, ""));
    return own === undefined ? (byName.get(nameKey(name)) ?? []) : [own];
  };
  return {
    find(name) {
      const { namespace } = name;
      if (namespace !== undefined && namespace !== "") {
        return exact.get(exactKey(name, namespace)) ?? exact.get(exactKey(name, ""));
      }
      const [only, ...others] = unsaid(name);
      return others.length === 0 ? only : undefined;
    },
    namespacesOf(name) {
      const { namespace } = name;
      const meant = namespace === undefined || namespace === "" ? unsaid(name) : [];
      return meant.length < 2 ? [] : meant.map(({ address }) => address.namespace ?? "");
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
