import { type JsonObject, type ManifestSet, objectKind } from "@imagewright/core";

import { nameOf, namespaceOf } from "../json/read-field.ts";
import { type ObjectReferenceField, objectReferences } from "./object-references.ts";

/** An object, and a place of it that refers to another one. */
export interface Referrer {
  readonly owner: JsonObject;
  readonly field: ObjectReferenceField;
}

interface ReferenceIndex {
  readonly byTarget: ReadonlyMap<string, ByNamespace>;
  /** Whether any object refers to another one. */
  readonly hasOwners: boolean;
}

/** Referrers to a name, by the namespace it is looked for in. */
type ByNamespace = ReadonlyMap<string | undefined, readonly Referrer[]>;

/** What is referred to; without a namespace in whichever. */
interface TargetName {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string | undefined;
}

const indexes = new WeakMap<ManifestSet, ReferenceIndex>();

/** Who refers to what among the manifests; made once for each set. */
export function referenceIndex(manifests: ManifestSet): ReferenceIndex {
  const known = indexes.get(manifests);
  if (known !== undefined) {
    return known;
  }
  const all = manifests.objects.flatMap((owner) =>
    objectReferences(owner).map((field) => ({ owner, field })),
  );
  const byTarget = new Map<string, Map<string | undefined, Referrer[]>>();
  for (const referrer of all) {
    const { reference } = referrer.field;
    if (reference !== undefined) {
      const key = keyOf(reference);
      const byNamespace = byTarget.get(key) ?? new Map<string | undefined, Referrer[]>();
      byTarget.set(key, byNamespace);
      const namespace = reference.namespace ?? namespaceOf(referrer.owner);
      const same = byNamespace.get(namespace) ?? [];
      byNamespace.set(namespace, same);
      same.push(referrer);
    }
  }
  const index = { byTarget, hasOwners: all.length > 0 };
  indexes.set(manifests, index);
  return index;
}

/** Everything that refers to an object of a name: in its namespace, or in one that is not said. */
export function referrersOf(manifests: ManifestSet, target: TargetName): readonly Referrer[] {
  const found = referenceIndex(manifests).byTarget.get(keyOf(target));
  const { namespace } = target;
  return found === undefined
    ? []
    : namespace === undefined
      ? [...found.values()].flat()
      : [...(found.get(namespace) ?? []), ...(found.get(undefined) ?? [])];
}

/** Everything that refers to an object. */
export function referrersOfObject(manifests: ManifestSet, object: JsonObject): readonly Referrer[] {
  const { group = "", kind = "" } = objectKind(object) ?? {};
  return referrersOf(manifests, {
    group,
    kind,
    name: nameOf(object),
    namespace: namespaceOf(object),
  });
}

function keyOf({ group, kind, name }: TargetName): string {
  return `${group}/${kind}/${name}`;
}
