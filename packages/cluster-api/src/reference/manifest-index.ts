import type { JsonObject, ManifestSet } from "@imagewright/core";

import { namespaceOf } from "../json/read-field.ts";

/** What objects of one kind are found by, such as one of their labels or owners. */
export interface ManifestIndexKind {
  readonly group: string;
  readonly kind: string;
  /** Every text an object is found by. */
  readonly keysOf: (object: JsonObject) => readonly string[];
}

/**
 * Makes a way to find objects of a kind by a text and a namespace. A fleet has too many of them
 * to look through all for every owner: they are sorted once for each set of manifests.
 *
 * An object or an asker without namespace may be in any: both are then found.
 */
export function manifestIndex({
  group,
  kind,
  keysOf,
}: ManifestIndexKind): (
  manifests: ManifestSet,
  key: string,
  namespace: string | undefined,
) => readonly JsonObject[] {
  const known = new WeakMap<ManifestSet, ReadonlyMap<string, Namespaces>>();
  const indexOf = (manifests: ManifestSet): ReadonlyMap<string, Namespaces> => {
    const index = known.get(manifests) ?? sortedBy(manifests.ofKind(group, kind), keysOf);
    known.set(manifests, index);
    return index;
  };
  return (manifests, key, namespace) => {
    const found = indexOf(manifests).get(key);
    return found === undefined
      ? []
      : namespace === undefined
        ? [...found.values()].flat()
        : [...(found.get(namespace) ?? []), ...(found.get(undefined) ?? [])];
  };
}

/** Objects by the namespace they say they are in. */
type Namespaces = ReadonlyMap<string | undefined, readonly JsonObject[]>;

function sortedBy(
  objects: readonly JsonObject[],
  keysOf: ManifestIndexKind["keysOf"],
): ReadonlyMap<string, Namespaces> {
  const index = new Map<string, Map<string | undefined, JsonObject[]>>();
  for (const object of objects) {
    const namespace = namespaceOf(object);
    for (const key of new Set(keysOf(object))) {
      const byNamespace = index.get(key) ?? new Map<string | undefined, JsonObject[]>();
      index.set(key, byNamespace);
      const same = byNamespace.get(namespace) ?? [];
      byNamespace.set(namespace, same);
      same.push(object);
    }
  }
  return index;
}
