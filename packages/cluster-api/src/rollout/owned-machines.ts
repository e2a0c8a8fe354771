import {
  type EvidenceRequest,
  isJsonObject,
  type JsonObject,
  type ManifestSet,
  requestObjects,
  textAt,
} from "@imagewright/core";

import { listAt, nameOf, namespaceOf, textsAt } from "../json/read-field.ts";
import { coreGroup } from "../reference/cluster-api-groups.ts";
import { isSameNamespace } from "../reference/referenced-object.ts";

/** Labels that Cluster API puts on Machines. */
export const machineLabels = {
  cluster: "cluster.x-k8s.io/cluster-name",
  controlPlane: "cluster.x-k8s.io/control-plane",
  deployment: "cluster.x-k8s.io/deployment-name",
  pool: "cluster.x-k8s.io/pool-name",
  set: "cluster.x-k8s.io/set-name",
} as const;

/** The Machines of an owner's namespace that it owns, or that carry all of the labels. */
export function machinesOf(
  owner: JsonObject,
  live: ManifestSet,
  labels: { readonly [name: string]: string | undefined },
): readonly JsonObject[] {
  const wanted = Object.entries(labels);
  const sets = new Set(ownedBy(owner, live.ofKind(coreGroup, "MachineSet")).map(nameOf));
  return live.ofKind(coreGroup, "Machine").filter((machine) => {
    const has = textsAt(machine, "/metadata/labels");
    const isLabelled =
      wanted.length > 0 &&
      wanted.every(([key, value]) => value !== undefined && has.get(key) === value);
    const isOwned =
      isOwner(owner, machine) || ownersOf(machine, "MachineSet").some((name) => sets.has(name));
    return isSameNamespace(namespaceOf(owner), namespaceOf(machine)) && (isLabelled || isOwned);
  });
}

/** The request for the Machines with labels. */
export function requestMachines(
  owner: JsonObject,
  labels: { readonly [name: string]: string | undefined },
): readonly EvidenceRequest[] {
  const known = Object.entries(labels).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return requestObjects({
    resource: "machines.cluster.x-k8s.io",
    namespace: namespaceOf(owner),
    labels: Object.fromEntries(known),
    cluster: "management",
  });
}

/** Whether a controller of a kind owns an object. */
export function isControlled(object: JsonObject): boolean {
  return listAt(object, "/metadata/ownerReferences").some(
    (reference) => isJsonObject(reference) && reference["controller"] === true,
  );
}

function ownedBy(owner: JsonObject, objects: readonly JsonObject[]): readonly JsonObject[] {
  return objects.filter((object) => isOwner(owner, object));
}

function isOwner(owner: JsonObject, object: JsonObject): boolean {
  const kind = textAt(owner, "/kind");
  return (
    kind !== undefined &&
    ownersOf(object, kind).includes(nameOf(owner)) &&
    isSameNamespace(namespaceOf(owner), namespaceOf(object))
  );
}

function ownersOf(object: JsonObject, kind: string): readonly string[] {
  return listAt(object, "/metadata/ownerReferences").flatMap((reference) =>
    isJsonObject(reference) && textAt(reference, "/kind") === kind
      ? [textAt(reference, "/name") ?? ""]
      : [],
  );
}
