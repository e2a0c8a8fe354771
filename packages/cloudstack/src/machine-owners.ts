import {
  infrastructureGroup,
  kubeadmSpecPointer,
  objectReferences,
  type ReferenceRole,
  versionFields,
} from "@imagewright/cluster-api";
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
  /** Kubernetes version as it is written; empty where it says none. */
  readonly version: string;
  /** How many machines it makes, where it says so. */
  readonly replicas: number | undefined;
  /** Where its machines go; empty where that is left open. */
  readonly failureDomain: string;
  /** The kubeadm configuration of its machines, where it is at hand. */
  readonly bootstrap: JsonObject | undefined;
  /** The CloudStackCluster its machines belong to, where it is at hand. */
  readonly cluster: JsonObject | undefined;
}

const indexes = new WeakMap<ManifestSet, ReadonlyMap<string, readonly MachineOwner[]>>();

/** What makes machines from a template, or owns a machine; empty where nothing at hand does. */
export function ownersOf(object: JsonObject, manifests: ManifestSet): readonly MachineOwner[] {
  const index = indexes.get(manifests) ?? indexOwners(manifests);
  indexes.set(manifests, index);
  return index.get(keyOf(object)) ?? [];
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
  const name = textAt(object, "/spec/clusterName");
  const cluster = manifests
    .ofKind("cluster.x-k8s.io", "Cluster")
    .find(
      (one) =>
        namespaceOf(one) === namespaceOf(object) &&
        (name === ""
          ? targetKeys(one, "controlPlane").includes(keyOf(object))
          : textAt(one, "/metadata/name") === name),
    );
  const [key] = cluster === undefined ? [] : targetKeys(cluster, "infrastructure");
  return manifests
    .ofKind(infrastructureGroup, "CloudStackCluster")
    .find((one) => keyOf(one) === key);
}

export function namespaceOf(object: JsonObject): string {
  return textAt(object, "/metadata/namespace");
}

function indexOwners(manifests: ManifestSet): ReadonlyMap<string, readonly MachineOwner[]> {
  const index = new Map<string, MachineOwner[]>();
  for (const object of manifests.objects) {
    for (const key of targetKeys(object, "machineInfrastructure")) {
      index.set(key, [...(index.get(key) ?? []), ownerOf(object, manifests)]);
    }
  }
  return index;
}

/** Deployments and sets keep a machine in a template, a Machine is one. */
function ownerOf(object: JsonObject, manifests: ManifestSet): MachineOwner {
  const kind = objectKind(object)?.kind ?? "";
  const replicas = valueAt(object, "/spec/replicas");
  const pointer = kind === "Machine" ? "/spec/failureDomain" : "/spec/template/spec/failureDomain";
  return {
    kind,
    name: textAt(object, "/metadata/name"),
    version: versionFields(object).find(({ role }) => role !== "kubeadm")?.version ?? "",
    replicas: typeof replicas === "number" ? replicas : undefined,
    failureDomain: textAt(object, pointer),
    bootstrap: bootstrapOf(object, manifests),
    cluster: cloudStackClusterOf(object, manifests),
  };
}

/** A control plane holds the configuration itself, the others point at one. */
function bootstrapOf(object: JsonObject, manifests: ManifestSet): JsonObject | undefined {
  const keys = new Set(targetKeys(object, "bootstrap"));
  const group = "bootstrap.cluster.x-k8s.io";
  const referred = ["KubeadmConfigTemplate", "KubeadmConfig"]
    .flatMap((kind) => manifests.ofKind(group, kind))
    .find((one) => keys.has(keyOf(one)));
  const holder = kubeadmSpecPointer(object) === undefined ? referred : object;
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

function keyOf(object: JsonObject): string {
  const { group, kind } = objectKind(object) ?? {};
  return JSON.stringify([group, kind, namespaceOf(object), textAt(object, "/metadata/name")]);
}
