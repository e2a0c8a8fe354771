import { type JsonObject, type ManifestSet, objectKind } from "@imagewright/core";

import { nameOf, namespaceOf } from "../json/read-field.ts";
import { type ObjectReferenceField, objectReferences } from "./object-references.ts";
import { isSameNamespace } from "./referenced-object.ts";

/** An object, and a place of it that refers to another one. */
export interface Referrer {
  readonly owner: JsonObject;
  readonly field: ObjectReferenceField;
}

interface ReferenceIndex {
  readonly byTarget: ReadonlyMap<string, readonly Referrer[]>;
  /** Whether any object refers to another one. */
  readonly hasOwners: boolean;
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
  const byTarget = Map.groupBy(all, ({ field }) =>
    field.reference === undefined
      ? ""
      : keyOf(field.reference.group, field.reference.kind, field.reference.name),
  );
  const index = { byTarget, hasOwners: all.length > 0 };
  indexes.set(manifests, index);
  return index;
}

/** Everything that refers to an object of a name, in whatever namespace. */
export function referrersOf(
  manifests: ManifestSet,
  { group, kind, name }: { readonly group: string; readonly kind: string; readonly name: string },
): readonly Referrer[] {
  return referenceIndex(manifests).byTarget.get(keyOf(group, kind, name)) ?? [];
}

/** Everything that refers to an object. */
export function referrersOfObject(manifests: ManifestSet, object: JsonObject): readonly Referrer[] {
  const { group = "", kind = "" } = objectKind(object) ?? {};
  return referrersOf(manifests, { group, kind, name: nameOf(object) }).filter(({ owner, field }) =>
    isSameNamespace(field.reference?.namespace ?? namespaceOf(owner), namespaceOf(object)),
  );
}

function keyOf(group: string, kind: string, name: string): string {
  return `${group}/${kind}/${name}`;
}
