import { classTemplates, infrastructureGroup } from "@imagewright/cluster-api";
import {
  isJsonObject,
  type JsonObject,
  type ManifestSet,
  objectKind,
  ownValue,
  valueAt,
} from "@imagewright/core";

import { controlPlaneGroup } from "./image-places.ts";

const coreGroup = "cluster.x-k8s.io";
const kubeadmGroup = "controlplane.cluster.x-k8s.io";

/** Who makes machines of a template or pool, and for which cluster. */
export interface ImageOwner {
  /** MachineDeployment, MachineSet, MachinePool, Machine, KubeadmControlPlane, or a Cluster of a class. */
  readonly object: JsonObject;
  readonly kind: string;
  /** Kubernetes version the owner asks for. */
  readonly version: string | undefined;
  /** Kind of the bootstrap configuration. */
  readonly bootstrapKind: string | undefined;
  /** AWSCluster or AWSManagedControlPlane: what holds the defaults of lookups. */
  readonly cluster: JsonObject | undefined;
  /** Whether EKS manages the control plane; undefined where the cluster is not among the objects. */
  readonly isEks: boolean | undefined;
}

const places = [
  { group: coreGroup, kind: "MachineDeployment", at: "/spec/template/spec" },
  { group: coreGroup, kind: "MachineSet", at: "/spec/template/spec" },
  { group: coreGroup, kind: "MachinePool", at: "/spec/template/spec" },
  { group: coreGroup, kind: "Machine", at: "/spec" },
] as const;

/** The owners of a machine template, machine or pool, as far as they are among the objects. */
export function imageOwners(object: JsonObject, manifests: ManifestSet): readonly ImageOwner[] {
  const machines = places.flatMap(({ group, kind, at }) =>
    manifests
      .ofKind(group, kind)
      .filter((owner) => refersTo(owner, `${at}/infrastructureRef`, object))
      .map((owner) =>
        ownerOf(
          owner,
          kind,
          at,
          clusterNamed(textAt(owner, "/spec/clusterName"), owner, manifests),
          manifests,
        ),
      ),
  );
  const planes = manifests
    .ofKind(kubeadmGroup, "KubeadmControlPlane")
    .filter((owner) =>
      ["/spec/machineTemplate", "/spec/machineTemplate/spec"].some((at) =>
        refersTo(owner, `${at}/infrastructureRef`, object),
      ),
    )
    .map((owner) => {
      const cluster = manifests
        .ofKind(coreGroup, "Cluster")
        .find((candidate) => refersTo(candidate, "/spec/controlPlaneRef", owner));
      return ownerOf(owner, "KubeadmControlPlane", "/spec", cluster, manifests);
    });
  return [...machines, ...planes, ...topologyOwners(object, manifests)];
}

/** Clusters of a class that refers to the template; none where a patch may write its image. */
function topologyOwners(object: JsonObject, manifests: ManifestSet): readonly ImageOwner[] {
  const named = objectKind(object);
  return manifests.ofKind(coreGroup, "ClusterClass").flatMap((clusterClass) => {
    const templates = classTemplates(clusterClass);
    const own = templates.filter(
      ({ kind, name }) => kind === named?.kind && name === textAt(object, "/metadata/name"),
    );
    const name = textAt(clusterClass, "/metadata/name");
    const clusters = manifests
      .ofKind(coreGroup, "Cluster")
      .filter((cluster) => classOf(cluster) === name && isNear(cluster, clusterClass));
    const infrastructure = templates.find(({ place }) => place === "infrastructureCluster");
    const plane = templates.find(({ place }) => place === "controlPlane");
    const isEks = plane?.kind === "AWSManagedControlPlaneTemplate";
    const holder = isEks ? plane : infrastructure;
    const group = isEks ? controlPlaneGroup : infrastructureGroup;
    const held = manifests
      .ofKind(group, holder?.kind ?? "")
      .find((one) => textAt(one, "/metadata/name") === holder?.name);
    return isImagePatched(clusterClass)
      ? []
      : clusters.flatMap((cluster) =>
          own.map(({ className }) => ({
            object: cluster,
            kind: "Cluster",
            version: textAt(cluster, "/spec/topology/version"),
            bootstrapKind: templates.find(
              (one) => one.part === "bootstrap" && one.className === className,
            )?.kind,
            cluster: held,
            isEks,
          })),
        );
  });
}

function classOf(cluster: JsonObject): string | undefined {
  return textAt(cluster, "/spec/topology/class") ?? textAt(cluster, "/spec/topology/classRef/name");
}

function isImagePatched(clusterClass: JsonObject): boolean {
  const patches = JSON.stringify(valueAt(clusterClass, "/spec/patches") ?? []);
  return /\/spec\/template\/spec\/(?:ami|imageLookup)|"external"/u.test(patches);
}

function ownerOf(
  object: JsonObject,
  kind: string,
  at: string,
  cluster: JsonObject | undefined,
  manifests: ManifestSet,
): ImageOwner {
  const plane = referenced(cluster, "/spec/controlPlaneRef", controlPlaneGroup, manifests);
  const own = referenced(cluster, "/spec/infrastructureRef", infrastructureGroup, manifests);
  const controlKind = cluster && textAt(cluster, "/spec/controlPlaneRef/kind");
  return {
    object,
    kind,
    version: textAt(object, `${at}/version`),
    bootstrapKind: textAt(object, `${at}/bootstrap/configRef/kind`),
    cluster: controlKind === "AWSManagedControlPlane" ? plane : own,
    isEks: controlKind === undefined ? undefined : controlKind === "AWSManagedControlPlane",
  };
}

function clusterNamed(
  name: string | undefined,
  owner: JsonObject,
  manifests: ManifestSet,
): JsonObject | undefined {
  return manifests
    .ofKind(coreGroup, "Cluster")
    .find((cluster) => textAt(cluster, "/metadata/name") === name && isNear(cluster, owner));
}

function referenced(
  from: JsonObject | undefined,
  pointer: string,
  group: string,
  manifests: ManifestSet,
): JsonObject | undefined {
  const kind = from && textAt(from, `${pointer}/kind`);
  return from === undefined || kind === undefined
    ? undefined
    : manifests.ofKind(group, kind).find((object) => refersTo(from, pointer, object));
}

/** Whether a reference of either API version names an object. */
function refersTo(from: JsonObject, pointer: string, to: JsonObject): boolean {
  const reference = valueAt(from, pointer);
  const named = objectKind(to);
  return (
    isJsonObject(reference) &&
    ownValue(reference, "kind") === named?.kind &&
    ownValue(reference, "name") === textAt(to, "/metadata/name") &&
    isNear(from, to)
  );
}

/** Objects that name no namespace are in whichever they are applied to. */
function isNear(a: JsonObject, b: JsonObject): boolean {
  const [of, other] = [a, b].map((object) => textAt(object, "/metadata/namespace"));
  return of === undefined || other === undefined || of === other;
}

function textAt(object: JsonObject, pointer: string): string | undefined {
  const value = valueAt(object, pointer);
  return typeof value === "string" && value !== "" ? value : undefined;
}
