import {
  type ClusterState,
  type ControlPlaneState,
  type NodeGroupState,
  type ObjectAddress,
  textAt,
} from "@imagewright/core";

import type { ClassView } from "./class-of-topology.ts";
import { controlPlaneState } from "./control-plane-state.ts";
import type { ReadHealthCheck } from "./health-checks.ts";
import { imageUses } from "./image-uses.ts";
import type { ClusterKey } from "./membership.ts";
import { nodeGroupState } from "./node-group-state.ts";
import { controlsOf, locationsOf, pausesOf, writersOf } from "./object-facts.ts";
import { linkOf } from "./object-link.ts";
import { isControlPlane, isMachineGroup, nodePoolKind } from "./observed-kinds.ts";
import { byText, finding, placeOf, type PlacedObject } from "./placed-object.ts";
import { edgeOf, isTopologyOwned } from "./reference-graph.ts";
import { hasTopology, readTopology } from "./topology-state.ts";
import type { World } from "./world.ts";

/** What belongs to one cluster. */
export interface ClusterParts {
  readonly key: ClusterKey;
  /** In the order of their names. */
  readonly objects: readonly PlacedObject[];
  readonly healthChecks: readonly ReadHealthCheck[];
  /** Sets and machines, by the group they were made for. */
  readonly membersOf: (placed: PlacedObject) => readonly PlacedObject[];
  /** Whether a set or a machine was made for another object. */
  readonly isMember: (placed: PlacedObject) => boolean;
  readonly classOf: (cluster: PlacedObject) => ClassView | undefined;
}

/** A cluster without what is only known of all of them: findings, and what nobody refers to. */
export type ClusterDraft = Omit<ClusterState, "unreferenced" | "diagnostics">;

/** Puts a cluster together from the objects that belong to it. */
export function assembleCluster(world: World, parts: ClusterParts): ClusterDraft {
  const { key } = parts;
  const infrastructure = key.cluster && edgeOf(world.graph, key.cluster, "infrastructure");
  const link = linkOf(infrastructure);
  const machines = isTopology(parts) ? topologyMachines(world, parts) : plainMachines(world, parts);
  const own = [key.cluster, infrastructure?.target].filter((placed) => placed !== undefined);
  const located = [infrastructure?.target, controlPlaneObject(world, parts)];
  return {
    name: key.name,
    ...(key.namespace !== undefined && { namespace: key.namespace }),
    ...(key.cluster !== undefined && { place: placeOf(key.cluster, "") }),
    paused: own.flatMap(pausesOf),
    ...(link !== undefined && { infrastructure: link }),
    locations: located.flatMap((placed) => (placed === undefined ? [] : locationsOf(placed))),
    images: imageUses(world, infrastructure?.target),
    ...machines,
    controls: key.cluster === undefined ? [] : controlsOf(key.cluster),
    writers: key.cluster === undefined ? [] : writersOf(key.cluster),
  };
}

type Machines = Pick<ClusterDraft, "topology" | "controlPlane" | "nodeGroups">;

function isTopology({ key: { cluster } }: ClusterParts): boolean {
  return cluster !== undefined && hasTopology(cluster);
}

/** Machines that a topology describes, and others the cluster has beside them. */
function topologyMachines(world: World, parts: ClusterParts): Machines {
  const { cluster } = parts.key;
  if (cluster === undefined) {
    return { nodeGroups: [] };
  }
  const made = parts.objects.filter((placed) => isControlPlane(placed) || isTopologyOwned(placed));
  const read = readTopology(world, {
    cluster,
    clusterClass: parts.classOf(cluster),
    made,
    membersOf: parts.membersOf,
  });
  const taken = new Set([read.controlPlane, ...read.nodeGroups].flatMap(({ members }) => members));
  // What the controller made for an entry that is gone is still there.
  return { ...read, nodeGroups: [...read.nodeGroups, ...nodeGroups(world, parts, taken)] };
}

function plainMachines(world: World, parts: ClusterParts): Machines {
  const controlPlane = plainControlPlane(world, parts);
  return {
    ...(controlPlane !== undefined && { controlPlane }),
    nodeGroups: nodeGroups(world, parts, new Set()),
  };
}

/** The control plane a cluster refers to; without the cluster, the one that says it is of it. */
function controlPlaneObject(
  world: World,
  { key, objects }: ClusterParts,
): PlacedObject | undefined {
  const edge = key.cluster && edgeOf(world.graph, key.cluster, "controlPlane");
  return edge === undefined ? objects.find(isControlPlane) : edge.target;
}

function plainControlPlane(world: World, parts: ClusterParts): ControlPlaneState | undefined {
  const placed = controlPlaneObject(world, parts);
  for (const other of parts.objects) {
    if (isControlPlane(other) && other !== placed) {
      const message = `the control plane of cluster ${parts.key.name} is another one`;
      world.findings.push(finding("CLUSTER_CONTROL_PLANE_SECOND", other, { message }));
    }
  }
  return placed && controlPlaneState(world, sourceOf(parts, placed));
}

function nodeGroups(
  world: World,
  parts: ClusterParts,
  taken: ReadonlySet<ObjectAddress>,
): readonly NodeGroupState[] {
  return parts.objects
    .filter((placed) => isNodeGroup(parts, placed) && !taken.has(placed.address))
    .toSorted((a, b) => byText(a.address.name, b.address.name))
    .map((placed) => nodeGroupState(world, sourceOf(parts, placed)));
}

/** Sets and machines that something else made are members of its group. */
function isNodeGroup(parts: ClusterParts, placed: PlacedObject): boolean {
  return nodePoolKind(placed) !== undefined || (isMachineGroup(placed) && !parts.isMember(placed));
}

function sourceOf(parts: ClusterParts, placed: PlacedObject): Parameters<typeof nodeGroupState>[1] {
  return {
    placed,
    clusterName: textAt(placed.object, "/spec/clusterName") ?? parts.key.name,
    healthChecks: parts.healthChecks,
    members: parts.membersOf(placed),
  };
}
