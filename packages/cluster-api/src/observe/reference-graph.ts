import { isJsonObject, type JsonObject, valueAt } from "@imagewright/core";

import { listAt, ownText, textsAt } from "../json/read-field.ts";
import {
  type ClusterObjectReference,
  parseObjectReference,
} from "../reference/cluster-object-reference.ts";
import { type ObjectReferenceField, objectReferences } from "../reference/object-references.ts";
import type { ReferenceRole } from "../reference/reference-fields.ts";
import type { ObjectIndex } from "./object-index.ts";
import { nodePoolKind } from "./observed-kinds.ts";
import type { PlacedObject } from "./placed-object.ts";

/** A place of an object that names another one, and that object. */
export interface GraphEdge {
  readonly owner: PlacedObject;
  readonly pointer: string;
  readonly role: ReferenceRole;
  /** Undefined where the reference is incomplete. */
  readonly reference: ClusterObjectReference | undefined;
  readonly target: PlacedObject | undefined;
}

/** An owner that an object's metadata name. */
export interface OwnerEdge {
  readonly pointer: string;
  readonly reference: ClusterObjectReference;
  readonly isController: boolean;
  readonly owner: PlacedObject | undefined;
}

/** Who refers to whom. */
export interface ReferenceGraph {
  /** References of an object, in the order of its fields. */
  from(placed: PlacedObject): readonly GraphEdge[];
  /** References to an object, in the order of the objects. */
  to(placed: PlacedObject): readonly GraphEdge[];
  /** Owners that an object names. */
  owners(placed: PlacedObject): readonly OwnerEdge[];
  readonly edges: readonly GraphEdge[];
}

export function createReferenceGraph(
  objects: readonly PlacedObject[],
  index: ObjectIndex,
): ReferenceGraph {
  const edges = objects.flatMap((owner) =>
    fieldsOf(owner).map(({ pointer, role, reference }) => ({
      owner,
      pointer,
      role,
      reference,
      target: reference && index.find({ namespace: owner.address.namespace, ...reference }),
    })),
  );
  const from = Map.groupBy(edges, ({ owner }) => owner);
  const to = Map.groupBy(edges, ({ target }) => target);
  const owners = new Map(objects.map((placed) => [placed, ownersOf(placed, index)]));
  return {
    from: (placed) => from.get(placed) ?? [],
    to: (placed) => to.get(placed) ?? [],
    owners: (placed) => owners.get(placed) ?? [],
    edges,
  };
}

/** The reference of an object in a role. */
export function edgeOf(
  graph: ReferenceGraph,
  placed: PlacedObject,
  role: ReferenceRole,
): GraphEdge | undefined {
  return graph.from(placed).find((edge) => edge.role === role);
}

type Field = Pick<ObjectReferenceField, "pointer" | "role" | "reference">;

/** References to an own node class are written with defaults that no table of fields has. */
function fieldsOf(placed: PlacedObject): readonly Field[] {
  const pool = nodePoolKind(placed);
  if (pool === undefined) {
    return objectReferences(placed.object);
  }
  const value = valueAt(placed.object, pool.reference);
  return isJsonObject(value)
    ? [
        {
          pointer: pool.reference,
          role: "machineInfrastructure",
          reference: classReference(value, pool.default),
        },
      ]
    : [];
}

function classReference(
  value: JsonObject,
  fallback: { readonly group: string; readonly kind: string },
): ClusterObjectReference | undefined {
  const name = ownText(value, "name");
  if (name === undefined || name === "") {
    return undefined;
  }
  const group = ownText(value, "group") ?? ownText(value, "apiVersion")?.split("/")[0];
  return { group: group ?? fallback.group, kind: ownText(value, "kind") ?? fallback.kind, name };
}

function ownersOf(placed: PlacedObject, index: ObjectIndex): readonly OwnerEdge[] {
  return listAt(placed.object, "/metadata/ownerReferences").flatMap((value, at) => {
    const parsed = parseObjectReference(value);
    if (!parsed.ok) {
      return [];
    }
    const reference = parsed.value;
    return [
      {
        pointer: `/metadata/ownerReferences/${at}`,
        reference,
        isController: isJsonObject(value) && value["controller"] === true,
        owner: index.find({ ...reference, namespace: placed.address.namespace }),
      },
    ];
  });
}

/** A label of an object. */
export function labelOf({ object }: PlacedObject, name: string): string | undefined {
  return textsAt(object, "/metadata/labels").get(name);
}

/** Whether the topology controller made an object, and writes it. */
export function isTopologyOwned(placed: PlacedObject): boolean {
  return labelOf(placed, "topology.cluster.x-k8s.io/owned") !== undefined;
}
