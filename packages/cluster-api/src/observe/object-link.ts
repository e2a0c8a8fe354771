import type { ObjectAddress, ObjectLink } from "@imagewright/core";

import type { ClusterObjectReference } from "../reference/cluster-object-reference.ts";
import { placeOf, type PlacedObject } from "./placed-object.ts";
import type { GraphEdge } from "./reference-graph.ts";

/** A reference as a plan sees it; undefined where the reference is missing or incomplete. */
export function linkOf(edge: GraphEdge | undefined): ObjectLink | undefined {
  if (edge?.reference === undefined) {
    return undefined;
  }
  return linkTo(edge.owner, edge.pointer, edge.reference, edge.target);
}

export function linkTo(
  owner: PlacedObject,
  pointer: string,
  reference: ClusterObjectReference,
  target: PlacedObject | undefined,
): ObjectLink {
  return {
    place: placeOf(owner, pointer),
    target: target?.address ?? namedAddress(owner, reference),
    isFound: target !== undefined,
  };
}

function namedAddress(owner: PlacedObject, reference: ClusterObjectReference): ObjectAddress {
  const { group, version = "", kind, name } = reference;
  const namespace = reference.namespace ?? owner.address.namespace;
  return { group, version, kind, ...(namespace !== undefined && { namespace }), name };
}
