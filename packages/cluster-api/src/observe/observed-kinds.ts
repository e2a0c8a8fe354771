import data from "../data/observed-kinds.json" with { type: "json" };
import { infrastructureGroup } from "../machine-template.ts";
import { bootstrapGroup, controlPlaneGroup, coreGroup } from "../reference/cluster-api-groups.ts";
import type { PlacedObject } from "./placed-object.ts";

/** A kind of node pool that belongs to no Cluster object. */
export interface NodePoolKind {
  readonly group: string;
  readonly kind: string;
  readonly versions: readonly string[];
  readonly reference: string;
  readonly default: { readonly group: string; readonly kind: string };
  readonly requirements: string;
}

/** The kind of a node pool; undefined for other objects. */
export function nodePoolKind({ address }: PlacedObject): NodePoolKind | undefined {
  const rows: readonly NodePoolKind[] = data.nodePools;
  return rows.find(({ group, kind }) => group === address.group && kind === address.kind);
}

export function isNodeClass({ address }: PlacedObject): boolean {
  return data.nodeClasses.some(
    ({ group, kind }) => group === address.group && kind === address.kind,
  );
}

/** Groups whose objects make up clusters. */
const ownGroups = new Set([coreGroup, controlPlaneGroup, bootstrapGroup, infrastructureGroup]);

/** Whether an object is part of some cluster's description, read or not. */
export function isClusterObject(placed: PlacedObject): boolean {
  return (
    ownGroups.has(placed.address.group) || isNodeClass(placed) || nodePoolKind(placed) !== undefined
  );
}

/** Whether an object is of a kind of the core group. */
export function isCoreKind({ address }: PlacedObject, kind: string): boolean {
  return address.group === coreGroup && address.kind === kind;
}

/** Whether an object may be the control plane of a cluster. */
export function isControlPlane({ address }: PlacedObject): boolean {
  return address.group === controlPlaneGroup
    ? !address.kind.endsWith("Template")
    : // CAPZ keeps the control planes of AKS with its infrastructure.
      address.group === infrastructureGroup && address.kind.endsWith("ControlPlane");
}

/** Kinds of the core group that make machines, or are one. */
const machineKinds = new Set(["MachineDeployment", "MachinePool", "MachineSet", "Machine"]);

export function isMachineGroup({ address }: PlacedObject): boolean {
  return address.group === coreGroup && machineKinds.has(address.kind);
}
