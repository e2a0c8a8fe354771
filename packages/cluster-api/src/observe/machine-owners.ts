import { controlPlaneGroup, coreGroup } from "../reference/cluster-api-groups.ts";
import type { ObjectIndex } from "./object-index.ts";
import { isControlPlane, isCoreKind, isMachineGroup } from "./observed-kinds.ts";
import type { PlacedObject } from "./placed-object.ts";
import { labelOf, type OwnerEdge, type ReferenceGraph } from "./reference-graph.ts";

/** What a controller made a set or a machine from. */
export type Maker =
  | { readonly state: "made"; readonly maker: PlacedObject }
  /** It says it was made, by something that is not in the input. */
  | { readonly state: "outside"; readonly name: string }
  | { readonly state: "none" };

/** Labels by which controllers mark what they make. */
const makerLabels = [
  { label: "cluster.x-k8s.io/set-name", group: coreGroup, kind: "MachineSet" },
  { label: "cluster.x-k8s.io/deployment-name", group: coreGroup, kind: "MachineDeployment" },
  { label: "cluster.x-k8s.io/pool-name", group: coreGroup, kind: "MachinePool" },
  {
    label: "cluster.x-k8s.io/control-plane-name",
    group: controlPlaneGroup,
    kind: "KubeadmControlPlane",
  },
] as const;

/**
 * What made a set or a machine: its controlling owner in a dump of a live cluster, or what its
 * labels name.
 */
export function makerOf(placed: PlacedObject, graph: ReferenceGraph, index: ObjectIndex): Maker {
  if (!isCoreKind(placed, "Machine") && !isCoreKind(placed, "MachineSet")) {
    return { state: "none" };
  }
  const owners = graph.owners(placed).filter((edge) => isMakerEdge(edge));
  const found = owners.find(({ owner }) => owner !== undefined && owner !== placed)?.owner;
  const maker = found ?? labelledMaker(placed, index);
  if (maker !== undefined) {
    return { state: "made", maker };
  }
  const name = owners[0]?.reference.name ?? makerLabel(placed);
  return name === undefined ? { state: "none" } : { state: "outside", name };
}

/**
 * The group each set and machine belongs to in the end: itself, if nothing made it, or if it is
 * said to be made by what it made.
 */
export function rootsOf(
  objects: readonly PlacedObject[],
  graph: ReferenceGraph,
  index: ObjectIndex,
): ReadonlyMap<PlacedObject, PlacedObject> {
  const roots = new Map<PlacedObject, PlacedObject>();
  for (const placed of objects) {
    const path: PlacedObject[] = [];
    const onPath = new Set<PlacedObject>();
    let current = placed;
    while (!roots.has(current) && !onPath.has(current)) {
      path.push(current);
      onPath.add(current);
      const made = makerOf(current, graph, index);
      if (made.state !== "made") {
        roots.set(current, current);
      } else {
        current = made.maker;
      }
    }
    // Where the way came back to itself, everything on the circle is a group of its own.
    const circle = roots.has(current) ? [] : path.slice(path.indexOf(current));
    for (const one of circle) {
      roots.set(one, one);
    }
    const root = roots.get(current) ?? current;
    for (const one of path.filter((step) => !roots.has(step))) {
      roots.set(one, root);
    }
  }
  return roots;
}

function isMakerEdge({ reference, owner, isController }: OwnerEdge): boolean {
  return owner === undefined
    ? isController && reference.kind !== "Cluster"
    : isMachineGroup(owner) || isControlPlane(owner);
}

function labelledMaker(placed: PlacedObject, index: ObjectIndex): PlacedObject | undefined {
  const { namespace, kind: own } = placed.address;
  return makerLabels
    .filter(({ kind }) => kind !== own)
    .map(({ label, group, kind }) => {
      const name = labelOf(placed, label);
      return name === undefined ? undefined : index.find({ group, kind, name, namespace });
    })
    .find((found) => found !== undefined && found !== placed);
}

function makerLabel(placed: PlacedObject): string | undefined {
  return makerLabels
    .filter(({ kind }) => kind !== placed.address.kind)
    .map(({ label }) => labelOf(placed, label))
    .find((name) => name !== undefined);
}
