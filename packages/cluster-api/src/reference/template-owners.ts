import { type JsonObject, type ManifestSet, objectKind, textAt, valueAt } from "@imagewright/core";

import { type ClassTemplate, classTemplates } from "../cluster-class/class-templates.ts";
import { topologyGroups } from "../cluster-class/topology-groups.ts";
import { nameOf, namespaceOf } from "../json/read-field.ts";
import { coreGroup } from "./cluster-api-groups.ts";
import { type ClusterObjectReference, parseObjectReference } from "./cluster-object-reference.ts";
import { type ObjectReferenceField, objectReferences } from "./object-references.ts";
import { namedObject } from "./referenced-object.ts";
import { type Referrer, referrersOfObject } from "./referrers.ts";
import { versionFields } from "./version-fields.ts";

/** Who makes machines of a template, or asked for a machine or a pool. */
export interface TemplateOwner {
  /**
   * A control plane, MachineDeployment, MachineSet, MachinePool or Machine; or a Cluster whose
   * class refers to the template.
   */
  readonly object: JsonObject;
  readonly kind: string;
  readonly name: string;
  readonly role: "controlPlane" | "workers";
  /**
   * JSON Pointer to where the owner describes these machines: the map around `infrastructureRef`,
   * or the entry of a topology.
   */
  readonly pointer: string;
  /** The Kubernetes version it asks for, as it is written; undefined where it says none. */
  readonly version: { readonly text: string; readonly pointer: string } | undefined;
  /**
   * What the machines are started with. Undefined for control planes, which hold it themselves, and
   * for machines that name a secret.
   */
  readonly bootstrap: ClusterObjectReference | undefined;
  /** The Cluster of the machines, if it is among the manifests. */
  readonly cluster: JsonObject | undefined;
  /** The class through which a Cluster owns a template; its patches may change what is made. */
  readonly clusterClass: JsonObject | undefined;
}

/**
 * Who makes machines of a template, or asked for a machine or a pool, as far as they are among the
 * manifests: by their own reference, or by a class that a cluster's topology follows.
 *
 * Where several places of a class refer to the template, or several parts of a topology use such a
 * place, each is an owner of its own.
 *
 * @param template - infrastructure object: machine template, machine or machine pool
 * @returns in the order of the manifests
 * @example
 * ```ts
 * import { manifestSet } from "@imagewright/core";
 *
 * const template = {
 *   apiVersion: "infrastructure.cluster.x-k8s.io/v1beta2",
 *   kind: "AWSMachineTemplate",
 *   metadata: { name: "md-0" },
 * };
 * const deployment = {
 *   apiVersion: "cluster.x-k8s.io/v1beta2",
 *   kind: "MachineDeployment",
 *   metadata: { name: "workers" },
 *   spec: {
 *     clusterName: "prod",
 *     template: {
 *       spec: {
 *         version: "v1.34.1",
 *         infrastructureRef: {
 *           apiGroup: "infrastructure.cluster.x-k8s.io",
 *           kind: "AWSMachineTemplate",
 *           name: "md-0",
 *         },
 *       },
 *     },
 *   },
 * };
 * const owners = templateOwners(template, manifestSet([template, deployment]));
 * owners.map(({ kind, name, role, version }) => [kind, name, role, version?.text]);
 * // => [["MachineDeployment", "workers", "workers", "v1.34.1"]]
 * ```
 */
export function templateOwners(
  template: JsonObject,
  manifests: ManifestSet,
): readonly TemplateOwner[] {
  const users = usersOf(template, "machineInfrastructure", manifests);
  const direct = users.filter(({ owner }) => !isClass(owner));
  const byObject = Map.groupBy(direct, ({ owner }) => owner);
  const classes = users.filter(({ owner }) => isClass(owner));
  return [
    ...[...byObject.values()].flatMap(([first]) =>
      first === undefined ? [] : [directOwner(first, manifests)],
    ),
    ...classes.flatMap((user) => topologyOwners(user, manifests)),
  ];
}

/** An owner that refers to the template itself. */
function directOwner({ owner: object, field }: Referrer, manifests: ManifestSet): TemplateOwner {
  const { group, kind = "" } = objectKind(object) ?? {};
  const isControlPlane =
    group !== coreGroup ||
    valueAt(object, "/metadata/labels/cluster.x-k8s.io~1control-plane") !== undefined;
  const references = objectReferences(object);
  return {
    object,
    kind,
    name: nameOf(object),
    role: isControlPlane ? "controlPlane" : "workers",
    pointer: field.pointer.slice(0, field.pointer.lastIndexOf("/")),
    version: versionOf(object),
    bootstrap: references.find(({ role }) => role === "bootstrap")?.reference,
    cluster: clusterOf(object, manifests),
    clusterClass: undefined,
  };
}

/** Clusters whose topology uses the place of a class that refers to the template. */
function topologyOwners(
  { owner: object, field }: Referrer,
  manifests: ManifestSet,
): TemplateOwner[] {
  const templates = classTemplates(object);
  const place = templates.find(({ pointer }) => pointer === field.pointer);
  if (place === undefined) {
    return [];
  }
  const bootstrap = bootstrapOf(object, templates, place);
  return usersOf(object, "class", manifests).flatMap(({ owner: cluster }) =>
    topologyGroups(cluster)
      .filter((group) =>
        place.place === "controlPlaneMachines"
          ? group.place === "controlPlane"
          : group.place === place.place && group.className === place.className,
      )
      .map(({ pointer }) => ({
        object: cluster,
        kind: "Cluster",
        name: nameOf(cluster),
        role: place.place === "controlPlaneMachines" ? "controlPlane" : "workers",
        pointer,
        version: versionOf(cluster),
        bootstrap,
        cluster,
        clusterClass: object,
      })),
  );
}

/** The bootstrap template of the same class of workers. */
function bootstrapOf(
  clusterClass: JsonObject,
  templates: readonly ClassTemplate[],
  { place, className }: ClassTemplate,
): ClusterObjectReference | undefined {
  const found = templates.find(
    (other) => other.part === "bootstrap" && other.place === place && other.className === className,
  );
  const value = found && valueAt(clusterClass, found.pointer);
  const parsed = value === undefined ? undefined : parseObjectReference(value);
  return parsed?.ok === true ? parsed.value : undefined;
}

/** Workers name their cluster, a control plane is named by it; both may bear its label. */
function clusterOf(object: JsonObject, manifests: ManifestSet): JsonObject | undefined {
  const [user] = usersOf(object, "controlPlane", manifests);
  const name =
    textAt(object, "/spec/clusterName") ??
    textAt(object, "/metadata/labels/cluster.x-k8s.io~1cluster-name");
  if (user !== undefined || name === undefined) {
    return user?.owner;
  }
  const namespace = namespaceOf(object);
  return namedObject({ group: coreGroup, kind: "Cluster", name, namespace }, manifests);
}

function versionOf(object: JsonObject): TemplateOwner["version"] {
  const found = versionFields(object).find(({ role }) => role !== "kubeadm" && role !== "class");
  return found && { text: found.version, pointer: found.pointer };
}

function isClass(object: JsonObject): boolean {
  const named = objectKind(object);
  return named?.group === coreGroup && named.kind === "ClusterClass";
}

/** Everything that refers to an object in a role. */
function usersOf(
  object: JsonObject,
  role: ObjectReferenceField["role"],
  manifests: ManifestSet,
): readonly Referrer[] {
  return referrersOfObject(manifests, object).filter(({ field }) => field.role === role);
}
