import type { JsonObject, ManifestSet } from "@imagewright/core";

import { namespaceOf } from "../json/read-field.ts";
import type { ClusterObjectReference } from "./cluster-object-reference.ts";
import { objectReferences } from "./object-references.ts";
import type { ReferenceRole } from "./reference-fields.ts";

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

/** The object of a group, kind and name, in a namespace or, before any other, in one that is not said. */
export function namedObject(
  { group, kind, name, namespace }: ObjectName,
  manifests: ManifestSet,
): JsonObject | undefined {
  return (
    manifests.find(group, kind, name, namespace) ??
    (namespace === undefined
      ? manifests.ofName(group, kind, name)[0]
      : manifests.find(group, kind, name))
  );
}

/** Objects that name no namespace are in whichever they are applied to. */
export function isSameNamespace(a: string | undefined, b: string | undefined): boolean {
  return a === undefined || b === undefined || a === b;
}
