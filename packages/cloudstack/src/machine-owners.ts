import { kubeadmSpecPointer, objectReferences, type ReferenceRole } from "@imagewright/cluster-api";
import {
  isJsonObject,
  type JsonObject,
  type ManifestSet,
  objectKind,
  valueAt,
} from "@imagewright/core";

import { type FailureDomain, failureDomainsOf } from "./failure-domains.ts";
import { textAt } from "./spec-fields.ts";

/** An object that makes machines from a template, or that a machine belongs to. */
export interface MachineOwner {
  readonly kind: string;
  readonly name: string;
  /** How many machines it makes, where it says so. */
  readonly replicas: number | undefined;
  /** Where its machines go; empty where that is left open. */
  readonly failureDomain: string;
  /** The kubeadm configuration of its machines, where it is at hand. */
  readonly bootstrap: JsonObject | undefined;
  /** The CloudStackCluster its machines belong to, where it is at hand. */
  readonly cluster: JsonObject | undefined;
}

const coreGroup = "cluster.x-k8s.io";

/** What is asked of a set again and again. */
interface ManifestIndex {
  readonly objects: ReadonlyMap<string, JsonObject>;
  /** Clusters by the control plane they point at. */
  readonly clusters: ReadonlyMap<string, JsonObject>;
  /** Filled in once the other parts are there. */
  readonly owners: Map<string, readonly MachineOwner[]>;
}

const indexes = new WeakMap<ManifestSet, ManifestIndex>();

/** What makes machines from a template, or owns a machine; empty where nothing at hand does. */
export function ownersOf(object: JsonObject, manifests: ManifestSet): readonly MachineOwner[] {
  return indexOf(manifests).owners.get(keyOf(object)) ?? [];
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

/** The CloudStackCluster of the Cluster that an object belongs to. */
export function cloudStackClusterOf(
  object: JsonObject,
  manifests: ManifestSet,
): JsonObject | undefined {
  return findCluster(object, indexOf(manifests));
}

function findCluster(
  object: JsonObject,
  { objects, clusters }: Pick<ManifestIndex, "clusters" | "objects">,
): JsonObject | undefined {
  const name = textAt(object, "/spec/clusterName");
  const cluster =
    name === ""
      ? clusters.get(keyOf(object))
      : objects.get(JSON.stringify([coreGroup, "Cluster", namespaceOf(object), name]));
  const [key = ""] = cluster === undefined ? [] : targetKeys(cluster, "infrastructure");
  const found = objects.get(key);
  return objectKind(found ?? {})?.kind === "CloudStackCluster" ? found : undefined;
}

export function namespaceOf(object: JsonObject): string {
  return textAt(object, "/metadata/namespace");
}

function indexOf(manifests: ManifestSet): ManifestIndex {
  const known = indexes.get(manifests);
  if (known !== undefined) {
    return known;
  }
  const index: ManifestIndex = {
    objects: new Map(manifests.objects.map((object) => [keyOf(object), object])),
    clusters: new Map(
      manifests
        .ofKind(coreGroup, "Cluster")
        .flatMap((one) => targetKeys(one, "controlPlane").map((key) => [key, one] as const)),
    ),
    owners: new Map(),
  };
  const made = manifests.objects.flatMap((object) => {
    const keys = targetKeys(object, "machineInfrastructure");
    const owner = keys.length === 0 ? undefined : ownerOf(object, index);
    return keys.map((key) => ({ key, owner }));
  });
  for (const [key, group] of Map.groupBy(made, (one) => one.key)) {
    index.owners.set(
      key,
      group.flatMap(({ owner }) => owner ?? []),
    );
  }
  indexes.set(manifests, index);
  return index;
}

/** Deployments and sets keep a machine in a template, a Machine is one. */
function ownerOf(object: JsonObject, index: ManifestIndex): MachineOwner {
  const kind = objectKind(object)?.kind ?? "";
  const replicas = valueAt(object, "/spec/replicas");
  const pointer = kind === "Machine" ? "/spec/failureDomain" : "/spec/template/spec/failureDomain";
  return {
    kind,
    name: textAt(object, "/metadata/name"),
    replicas: typeof replicas === "number" ? replicas : undefined,
    failureDomain: textAt(object, pointer),
    bootstrap: bootstrapOf(object, index),
    cluster: findCluster(object, index),
  };
}

/** A control plane holds the configuration itself, the others point at one. */
function bootstrapOf(object: JsonObject, { objects }: ManifestIndex): JsonObject | undefined {
  const [key = ""] = targetKeys(object, "bootstrap");
  const holder = kubeadmSpecPointer(object) === undefined ? objects.get(key) : object;
  const pointer = holder === undefined ? undefined : kubeadmSpecPointer(holder);
  const spec = pointer === undefined ? undefined : valueAt(holder, pointer);
  return isJsonObject(spec) ? spec : undefined;
}

/** What an object points at in a role, by the same keys as the objects themselves. */
function targetKeys(object: JsonObject, wanted: ReferenceRole): readonly string[] {
  return objectReferences(object).flatMap(({ role, reference }) => {
    if (role !== wanted || reference === undefined) {
      return [];
    }
    const { group, kind, name, namespace = namespaceOf(object) } = reference;
    return [JSON.stringify([group, kind, namespace, name])];
  });
}

/** What tells an object from all others of a set; references to it have the same key. */
function keyOf(object: JsonObject): string {
  const { group, kind } = objectKind(object) ?? {};
  return JSON.stringify([group, kind, namespaceOf(object), textAt(object, "/metadata/name")]);
}
