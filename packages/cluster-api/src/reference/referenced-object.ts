import { type JsonObject, type ManifestSet, objectKind } from "@imagewright/core";

import { nameOf, namespaceOf } from "../json/read-field.ts";
import type { ClusterObjectReference } from "./cluster-object-reference.ts";
import { objectReferences } from "./object-references.ts";
import type { ReferenceRole } from "./reference-fields.ts";

const indexes = new WeakMap<ManifestSet, ReadonlyMap<string, readonly JsonObject[]>>();

/**
 * The object that another one refers to in a role, as far as it is among the manifests. An object
 * that names no namespace is applied to one, so that it counts as being in that of its neighbours.
 *
 * @returns undefined where the reference is missing or incomplete, or leads out of the manifests
 * @example
 * ```ts
 * import { manifestSet } from "@imagewright/core";
 *
 * const cluster = {
 *   apiVersion: "cluster.x-k8s.io/v1beta2",
 *   kind: "Cluster",
 *   metadata: { name: "prod" },
 *   spec: {
 *     infrastructureRef: {
 *       apiGroup: "infrastructure.cluster.x-k8s.io",
 *       kind: "AWSCluster",
 *       name: "prod",
 *     },
 *   },
 * };
 * const infrastructure = {
 *   apiVersion: "infrastructure.cluster.x-k8s.io/v1beta2",
 *   kind: "AWSCluster",
 *   metadata: { name: "prod" },
 * };
 * const manifests = manifestSet([cluster, infrastructure]);
 * referencedObject(cluster, "infrastructure", manifests)?.["kind"]; // => "AWSCluster"
 * referencedObject(cluster, "controlPlane", manifests); // => undefined
 * ```
 */
export function referencedObject(
  object: JsonObject,
  role: ReferenceRole,
  manifests: ManifestSet,
): JsonObject | undefined {
  const reference = objectReferences(object).find((field) => field.role === role)?.reference;
  return reference === undefined
    ? undefined
    : namedObject({ namespace: namespaceOf(object), ...reference }, manifests);
}

/** What a name means: the reference of a place, with the namespace its owner is in. */
type ObjectName = Pick<ClusterObjectReference, "group" | "kind" | "name"> & {
  readonly namespace: string | undefined;
};

/** The first object of a group, kind and name, in a namespace or in one that is not said. */
export function namedObject(
  { group, kind, name, namespace }: ObjectName,
  manifests: ManifestSet,
): JsonObject | undefined {
  return indexOf(manifests)
    .get(JSON.stringify([group, kind, name]))
    ?.find((object) => isSameNamespace(namespace, namespaceOf(object)));
}

/** Objects that name no namespace are in whichever they are applied to. */
export function isSameNamespace(a: string | undefined, b: string | undefined): boolean {
  return a === undefined || b === undefined || a === b;
}

function indexOf(manifests: ManifestSet): ReadonlyMap<string, readonly JsonObject[]> {
  const known = indexes.get(manifests);
  if (known !== undefined) {
    return known;
  }
  const index = Map.groupBy(manifests.objects, (object) => {
    const { group, kind } = objectKind(object) ?? {};
    return JSON.stringify([group, kind, nameOf(object)]);
  });
  indexes.set(manifests, index);
  return index;
}
