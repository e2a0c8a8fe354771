import { textAt } from "@imagewright/core";

import { coreGroup } from "../reference/cluster-api-groups.ts";
import type { ReferenceRole } from "../reference/reference-fields.ts";
import { makerOf } from "./machine-owners.ts";
import type { ClusterKey } from "./membership.ts";
import { missingCode } from "./missing-code.ts";
import { isCoreKind, nodePoolKind } from "./observed-kinds.ts";
import { finding, type Finding, nameText, type PlacedObject } from "./placed-object.ts";
import type { GraphEdge } from "./reference-graph.ts";
import type { World } from "./world.ts";

/** References that lead nowhere. */
export function checkReferences(world: World): readonly Finding[] {
  return world.graph.edges.flatMap(({ owner, pointer, reference, target }) => {
    if (reference === undefined) {
      const message = "a reference lacks its kind, its name or its group";
      return [finding("CLUSTER_REFERENCE_INCOMPLETE", owner, { message, pointer })];
    }
    if (target !== undefined) {
      return [];
    }
    const namespaces = world.index.namespacesOf({
      namespace: owner.address.namespace,
      ...reference,
    });
    if (namespaces.length > 0) {
      const message = `it refers to ${reference.kind} ${reference.name}, ${severalText(namespaces)}`;
      return [finding("CLUSTER_NAMESPACE_AMBIGUOUS", owner, { message, pointer })];
    }
    const message = `it refers to ${reference.kind} ${reference.name}, which is not among the objects`;
    return [finding(missingCode(world.options), owner, { message, pointer })];
  });
}

/** Where the objects are of which one is meant. */
function severalText(namespaces: readonly string[]): string {
  const some = namespaces.slice(0, 3).join(", ");
  const more = namespaces.length > 3 ? ` and ${namespaces.length - 3} more` : "";
  return `which is in several namespaces: ${some}${more}`;
}

/** Clusters that objects say they belong to, and that are not there. */
export function checkCluster(
  world: World,
  key: ClusterKey,
  objects: readonly PlacedObject[],
): readonly Finding[] {
  if (key.cluster !== undefined) {
    return [];
  }
  const clusters = { group: coreGroup, kind: "Cluster", name: key.name };
  const namespaces = key.namespace === undefined ? world.index.namespacesOf(clusters) : [];
  if (namespaces.length > 0) {
    const message = `it belongs to Cluster ${key.name}, ${severalText(namespaces)}`;
    return objects
      .filter((placed) => world.graph.to(placed).length === 0)
      .map((placed) => finding("CLUSTER_NAMESPACE_AMBIGUOUS", placed, { message }));
  }
  const pool = objects.find((placed) => nodePoolKind(placed) !== undefined);
  if (pool !== undefined && key.name === "") {
    const message = "the pool names no cluster, and no cluster was named for it";
    return [finding("CLUSTER_POOLS_UNASSIGNED", pool, { message })];
  }
  const speaker = speakerOf(objects, key.name);
  const first = speaker?.placed ?? objects[0];
  if (first === undefined || pool !== undefined) {
    return [];
  }
  return key.name === ""
    ? objects
        .filter((placed) => world.graph.to(placed).length === 0)
        .filter((placed) => isMachineOwner(world, placed))
        .map((placed) =>
          finding("CLUSTER_UNKNOWN", placed, { message: "it does not say what cluster it is of" }),
        )
    : [
        finding(missingCode(world.options), first, {
          message: `it belongs to Cluster ${key.name}, which is not among the objects`,
          ...(speaker !== undefined && { pointer: speaker.pointer }),
        }),
      ];
}

/** Who says that it belongs to a cluster, and where: by its field before its label. */
function speakerOf(
  objects: readonly PlacedObject[],
  name: string,
): { readonly placed: PlacedObject; readonly pointer: string } | undefined {
  return ["/spec/clusterName", "/metadata/labels/cluster.x-k8s.io~1cluster-name"]
    .flatMap((pointer) => {
      const placed = objects.find(({ object }) => textAt(object, pointer) === name);
      return placed === undefined ? [] : [{ placed, pointer }];
    })
    .at(0);
}

/** Templates and objects that two owners use. */
export function checkShared(world: World, objects: readonly PlacedObject[]): readonly Finding[] {
  return objects.flatMap((placed) => {
    const owners = new Set(
      world.graph
        .to(placed)
        .filter((edge) => isExclusive(world, edge))
        .map(({ owner }) => owner),
    );
    if (owners.size < 2) {
      return [];
    }
    const names = [...owners].map(({ address }) => `${address.kind} ${nameText(address)}`);
    const message = `it is used by ${names.slice(0, 3).join(", ")}`;
    const more = owners.size > 3 ? ` and ${owners.size - 3} more` : "";
    return [finding("CLUSTER_TEMPLATE_SHARED", placed, { message: `${message}${more}` })];
  });
}

const exclusiveRoles = new Set<ReferenceRole>([
  "infrastructure",
  "controlPlane",
  "machineInfrastructure",
  "bootstrap",
]);

/** A class, a node class and what controllers made share what they use by right. */
function isExclusive(world: World, { owner, role }: GraphEdge): boolean {
  return (
    exclusiveRoles.has(role) &&
    !isCoreKind(owner, "ClusterClass") &&
    nodePoolKind(owner) === undefined &&
    makerOf(owner, world.graph, world.index).state === "none"
  );
}

function isMachineOwner(world: World, placed: PlacedObject): boolean {
  return (
    world.graph.from(placed).length > 0 &&
    makerOf(placed, world.graph, world.index).state === "none"
  );
}
