import { type JsonObject, type ManifestSet, textAt } from "@imagewright/core";

import { namespaceOf, textsAt } from "../json/read-field.ts";
import { coreGroup } from "../reference/cluster-api-groups.ts";
import type { ClusterObjectReference } from "../reference/cluster-object-reference.ts";
import { objectReferences } from "../reference/object-references.ts";
import type { ReferenceRole } from "../reference/reference-fields.ts";
import { namedObject } from "../reference/referenced-object.ts";

/**
 * The object a reference names, among the manifests. An object that names no namespace is applied
 * to one, so that it counts as being in that of the owner.
 */
export function findReferenced(
  manifests: ManifestSet,
  owner: JsonObject,
  { group, kind, name, namespace }: ClusterObjectReference,
): JsonObject | undefined {
  return namedObject({ group, kind, name, namespace: namespace ?? namespaceOf(owner) }, manifests);
}

/** The reference of an object in a role, if it is complete. */
export function referenceOf(
  object: JsonObject,
  role: ReferenceRole,
): ClusterObjectReference | undefined {
  return objectReferences(object).find((field) => field.role === role)?.reference;
}

/** The name of the cluster an object belongs to. */
function clusterNameOf(object: JsonObject): string | undefined {
  return (
    textAt(object, "/spec/clusterName") ??
    textsAt(object, "/metadata/labels").get("cluster.x-k8s.io/cluster-name")
  );
}

/** The cluster an object belongs to, among the manifests. */
export function clusterOf(manifests: ManifestSet, object: JsonObject): JsonObject | undefined {
  const name = clusterNameOf(object);
  return name === undefined
    ? undefined
    : namedObject(
        { group: coreGroup, kind: "Cluster", name, namespace: namespaceOf(object) },
        manifests,
      );
}

/** The control plane of a cluster, among the manifests. */
export function controlPlaneOf(
  manifests: ManifestSet,
  cluster: JsonObject,
): JsonObject | undefined {
  const reference = referenceOf(cluster, "controlPlane");
  return reference === undefined ? undefined : findReferenced(manifests, cluster, reference);
}

/** The class of a cluster, among the manifests. */
export function classOf(manifests: ManifestSet, cluster: JsonObject): JsonObject | undefined {
  const reference = referenceOf(cluster, "class");
  return reference === undefined ? undefined : findReferenced(manifests, cluster, reference);
}

const clustersByClass = new WeakMap<ManifestSet, ReadonlyMap<JsonObject, readonly JsonObject[]>>();

/** The clusters of a class, among the manifests; all classes are looked up once for each set. */
export function clustersOf(
  manifests: ManifestSet,
  clusterClass: JsonObject,
): readonly JsonObject[] {
  const known = clustersByClass.get(manifests) ?? sortedByClass(manifests);
  clustersByClass.set(manifests, known);
  return known.get(clusterClass) ?? [];
}

function sortedByClass(manifests: ManifestSet): ReadonlyMap<JsonObject, readonly JsonObject[]> {
  const sorted = new Map<JsonObject, JsonObject[]>();
  for (const cluster of manifests.ofKind(coreGroup, "Cluster")) {
    const clusterClass = classOf(manifests, cluster);
    if (clusterClass !== undefined) {
      const same = sorted.get(clusterClass) ?? [];
      sorted.set(clusterClass, same);
      same.push(cluster);
    }
  }
  return sorted;
}
