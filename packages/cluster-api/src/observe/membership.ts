import { textAt } from "@imagewright/core";

import { coreGroup } from "../reference/cluster-api-groups.ts";
import type { ObjectIndex } from "./object-index.ts";
import type { ObserveOptions } from "./observation.ts";
import {
  isControlPlane,
  isCoreKind,
  isMachineGroup,
  isNodeClass,
  nodePoolKind,
} from "./observed-kinds.ts";
import type { PlacedObject } from "./placed-object.ts";
import { labelOf, type ReferenceGraph } from "./reference-graph.ts";

/** A cluster that objects belong to, with an object of its own or without. */
export interface ClusterKey {
  readonly name: string;
  readonly namespace?: string | undefined;
  readonly cluster: PlacedObject | undefined;
}

/** Which cluster objects belong to. */
export interface Membership {
  of(placed: PlacedObject): ClusterKey | undefined;
  readonly clusters: readonly ClusterKey[];
}

/** Finds the cluster of every object: by what it says, else by what refers to it. */
export function createMembership(
  objects: readonly PlacedObject[],
  graph: ReferenceGraph,
  index: ObjectIndex,
  options: ObserveOptions,
): Membership {
  const keys = new Map<string, ClusterKey>();
  const byObject = new Map<PlacedObject, ClusterKey>();
  const assign = (placed: PlacedObject, key: ClusterKey): void => {
    byObject.set(placed, key);
    spread(placed, key, graph, byObject);
  };
  for (const placed of objects) {
    const said = saidCluster(placed, graph, options);
    if (said !== undefined) {
      byObject.set(placed, keyFor(said, keys, index));
    }
  }
  for (const [placed, key] of byObject) {
    spread(placed, key, graph, byObject);
  }
  for (const placed of objects) {
    if (!byObject.has(placed) && (isMachineGroup(placed) || isControlPlane(placed))) {
      assign(placed, unnamedKey(placed, keys));
    }
  }
  return { of: (placed) => byObject.get(placed), clusters: [...keys.values()] };
}

/** What an object refers to belongs to its cluster, if it says nothing else. */
function spread(
  start: PlacedObject,
  key: ClusterKey,
  graph: ReferenceGraph,
  byObject: Map<PlacedObject, ClusterKey>,
): void {
  const waiting = [start];
  for (let owner = waiting.pop(); owner !== undefined; owner = waiting.pop()) {
    for (const { role, target } of graph.from(owner)) {
      if (target !== undefined && role !== "class" && !byObject.has(target)) {
        byObject.set(target, key);
        waiting.push(target);
      }
    }
  }
}

/** Fragments of clusters that nobody named: each control plane is one, all else another. */
function unnamedKey(placed: PlacedObject, keys: Map<string, ClusterKey>): ClusterKey {
  const { namespace } = placed.address;
  const apart = isControlPlane(placed) ? [placed.address.kind, placed.address.name] : [];
  const text = JSON.stringify([namespace ?? "", "", "unnamed", ...apart]);
  const known = keys.get(text);
  const key = known ?? {
    name: "",
    ...(namespace !== undefined && { namespace }),
    cluster: undefined,
  };
  keys.set(text, key);
  return key;
}

interface SaidCluster {
  readonly name: string;
  readonly namespace: string | undefined;
}

function saidCluster(
  placed: PlacedObject,
  graph: ReferenceGraph,
  { poolCluster }: ObserveOptions,
): SaidCluster | undefined {
  const { namespace, name } = placed.address;
  if (isCoreKind(placed, "Cluster")) {
    return { name, namespace };
  }
  if (nodePoolKind(placed) !== undefined || isNodeClass(placed)) {
    return { name: "", namespace: undefined, ...poolCluster };
  }
  const owner = graph.owners(placed).find(({ reference }) => isClusterReference(reference));
  const said =
    textAt(placed.object, "/spec/clusterName") ??
    labelOf(placed, "cluster.x-k8s.io/cluster-name") ??
    graph.to(placed).find((edge) => edge.role !== "class" && isCoreKind(edge.owner, "Cluster"))
      ?.owner.address.name ??
    owner?.reference.name;
  return said === undefined || said === "" ? undefined : { name: said, namespace };
}

function isClusterReference({
  group,
  kind,
}: {
  readonly group: string;
  readonly kind: string;
}): boolean {
  return group === coreGroup && kind === "Cluster";
}

/** One key for each cluster; the Cluster object tells the namespace, where there is one. */
function keyFor(
  { name, namespace }: SaidCluster,
  keys: Map<string, ClusterKey>,
  index: ObjectIndex,
): ClusterKey {
  const cluster =
    name === "" ? undefined : index.find({ group: coreGroup, kind: "Cluster", name, namespace });
  const place = cluster === undefined ? namespace : cluster.address.namespace;
  const text = JSON.stringify([place ?? "", name]);
  const known = keys.get(text);
  if (known !== undefined) {
    return known;
  }
  const key = { name, ...(place !== undefined && { namespace: place }), cluster };
  keys.set(text, key);
  return key;
}
