import { infrastructureGroup } from "@imagewright/cluster-api";
import {
  isJsonObject,
  type JsonObject,
  type ManifestSet,
  objectKind,
  ownValue,
  valueAt,
} from "@imagewright/core";

import { type FailureDomain, failureDomainsOf } from "./failure-domains.ts";
import { textAt } from "./spec-fields.ts";

/** An object that makes machines from a template, or that a machine belongs to. */
export interface MachineOwner {
  readonly kind: string;
  readonly name: string;
  /** Kubernetes version as it is written; empty where it says none. */
  readonly version: string;
  /** How many machines it makes, where it says so. */
  readonly replicas: number | undefined;
  /** Where its machines go; empty where that is left open. */
  readonly failureDomain: string;
  /** The bootstrap configuration's spec, where it is at hand. */
  readonly bootstrap: JsonObject | undefined;
  /** The CloudStackCluster its machines belong to, where it is at hand. */
  readonly cluster: JsonObject | undefined;
}

const coreGroup = "cluster.x-k8s.io";
const controlPlaneGroup = `controlplane.${coreGroup}`;
const indexes = new WeakMap<ManifestSet, ReadonlyMap<string, readonly MachineOwner[]>>();

/** What makes machines from a template, or owns a machine; empty where nothing at hand does. */
export function ownersOf(object: JsonObject, manifests: ManifestSet): readonly MachineOwner[] {
  const index = indexes.get(manifests) ?? indexOwners(manifests);
  indexes.set(manifests, index);
  return index.get(keyOf(objectKind(object)?.kind ?? "", object)) ?? [];
}

/** The failure domains that machines of an object can be in; none where no cluster is at hand. */
export function domainsOf(
  object: JsonObject,
  machine: JsonObject,
  manifests: ManifestSet,
): readonly FailureDomain[] {
  const pinned = textAt(machine, "/failureDomainName");
  const domains = ownersOf(object, manifests).flatMap(({ cluster, failureDomain }) => {
    const { domains: all } = failureDomainsOf(cluster ?? {});
    const name = pinned === "" ? failureDomain : pinned;
    return name === "" ? all : all.filter((domain) => domain.name === name);
  });
  return [...new Map(domains.map((domain) => [domain.name ?? domain.pointer, domain])).values()];
}

/** The CloudStackCluster behind the Cluster of a name. */
export function cloudStackClusterOf(
  name: string,
  namespace: string,
  manifests: ManifestSet,
): JsonObject | undefined {
  const cluster = manifests
    .ofKind(coreGroup, "Cluster")
    .find((one) => nameOf(one) === name && namespaceOf(one) === namespace);
  const reference = cluster === undefined ? undefined : valueAt(cluster, "/spec/infrastructureRef");
  return isJsonObject(reference) && ownValue(reference, "kind") === "CloudStackCluster"
    ? findObject(manifests, infrastructureGroup, reference, namespace)
    : undefined;
}

export function namespaceOf(object: JsonObject): string {
  return textAt(object, "/metadata/namespace");
}

function nameOf(object: JsonObject): string {
  return textAt(object, "/metadata/name");
}

function indexOwners(manifests: ManifestSet): ReadonlyMap<string, readonly MachineOwner[]> {
  const owned = [
    ...["MachineDeployment", "MachineSet", "Machine"].flatMap((kind) =>
      manifests.ofKind(coreGroup, kind).map((object) => ofMachines(kind, object, manifests)),
    ),
    ...manifests
      .ofKind(controlPlaneGroup, "KubeadmControlPlane")
      .map((object) => ofControlPlane(object, manifests)),
  ].filter((pair) => pair !== undefined);
  const grouped = Map.groupBy(owned, ({ key }) => key);
  return new Map([...grouped].map(([key, pairs]) => [key, pairs.map(({ owner }) => owner)]));
}

interface Owned {
  readonly key: string;
  readonly owner: MachineOwner;
}

/** Deployments and sets keep a machine in a template, a Machine is one. */
function ofMachines(kind: string, object: JsonObject, manifests: ManifestSet): Owned | undefined {
  const at = kind === "Machine" ? "/spec" : "/spec/template/spec";
  const reference = valueAt(object, `${at}/infrastructureRef`);
  if (!isJsonObject(reference)) {
    return undefined;
  }
  const namespace = namespaceOf(object);
  const bootstrap = findBootstrap(
    valueAt(object, `${at}/bootstrap/configRef`),
    namespace,
    manifests,
  );
  return {
    key: referenceKey(reference, namespace),
    owner: {
      kind,
      name: nameOf(object),
      version: textAt(object, `${at}/version`),
      replicas: kind === "Machine" ? 1 : replicasOf(object),
      failureDomain: textAt(object, `${at}/failureDomain`),
      bootstrap,
      cluster: cloudStackClusterOf(textAt(object, "/spec/clusterName"), namespace, manifests),
    },
  };
}

function ofControlPlane(object: JsonObject, manifests: ManifestSet): Owned | undefined {
  const reference =
    valueAt(object, "/spec/machineTemplate/infrastructureRef") ??
    valueAt(object, "/spec/machineTemplate/spec/infrastructureRef");
  if (!isJsonObject(reference)) {
    return undefined;
  }
  const namespace = namespaceOf(object);
  const name = nameOf(object);
  const cluster = manifests
    .ofKind(coreGroup, "Cluster")
    .find(
      (one) =>
        namespaceOf(one) === namespace &&
        textAt(one, "/spec/controlPlaneRef/name") === name &&
        textAt(one, "/spec/controlPlaneRef/kind") === "KubeadmControlPlane",
    );
  const bootstrap = valueAt(object, "/spec/kubeadmConfigSpec");
  return {
    key: referenceKey(reference, namespace),
    owner: {
      kind: "KubeadmControlPlane",
      name,
      version: textAt(object, "/spec/version"),
      replicas: replicasOf(object),
      failureDomain: "",
      bootstrap: isJsonObject(bootstrap) ? bootstrap : undefined,
      cluster: cluster && cloudStackClusterOf(nameOf(cluster), namespace, manifests),
    },
  };
}

function replicasOf(object: JsonObject): number | undefined {
  const replicas = valueAt(object, "/spec/replicas");
  return typeof replicas === "number" ? replicas : undefined;
}

function findBootstrap(
  reference: unknown,
  namespace: string,
  manifests: ManifestSet,
): JsonObject | undefined {
  const config = isJsonObject(reference)
    ? findObject(manifests, `bootstrap.${coreGroup}`, reference, namespace)
    : undefined;
  const pointer = objectKind(config ?? {})?.kind.endsWith("Template")
    ? "/spec/template/spec"
    : "/spec";
  const spec = config === undefined ? undefined : valueAt(config, pointer);
  return isJsonObject(spec) ? spec : undefined;
}

function findObject(
  manifests: ManifestSet,
  group: string,
  reference: JsonObject,
  namespace: string,
): JsonObject | undefined {
  const key = referenceKey(reference, namespace);
  const kind = textAt(reference, "/kind");
  return manifests.ofKind(group, kind).find((object) => keyOf(kind, object) === key);
}

function referenceKey(reference: JsonObject, namespace: string): string {
  return JSON.stringify([textAt(reference, "/kind"), namespace, textAt(reference, "/name")]);
}

function keyOf(kind: string, object: JsonObject): string {
  return JSON.stringify([kind, namespaceOf(object), nameOf(object)]);
}
