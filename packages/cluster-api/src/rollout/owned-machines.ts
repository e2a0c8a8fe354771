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
import { manifestIndex } from "../reference/manifest-index.ts";

/** Labels that Cluster API puts on Machines. */
export const machineLabels = {
  cluster: "cluster.x-k8s.io/cluster-name",
  controlPlane: "cluster.x-k8s.io/control-plane",
  deployment: "cluster.x-k8s.io/deployment-name",
  pool: "cluster.x-k8s.io/pool-name",
  set: "cluster.x-k8s.io/set-name",
} as const;

const machinesByOwner = manifestIndex({ group: coreGroup, kind: "Machine", keysOf: ownerKeys });
const setsByOwner = manifestIndex({ group: coreGroup, kind: "MachineSet", keysOf: ownerKeys });
const machinesByLabel = manifestIndex({
  group: coreGroup,
  kind: "Machine",
  keysOf: (machine) => [...textsAt(machine, "/metadata/labels")].map(pairKey),
});

/** The Machines of an owner's namespace that it owns, or that carry all of the labels. */
export function machinesOf(
  owner: JsonObject,
  live: ManifestSet,
  labels: { readonly [name: string]: string | undefined },
): readonly JsonObject[] {
  const namespace = namespaceOf(owner);
  const own = pairKey([textAt(owner, "/kind") ?? "", nameOf(owner)]);
  const owners = [
    own,
    ...setsByOwner(live, own, namespace).map((set) => pairKey(["MachineSet", nameOf(set)])),
  ];
  const found = [
    ...labelledMachines(live, namespace, labels),
    ...owners.flatMap((key) => machinesByOwner(live, key, namespace)),
  ];
  return [...new Set(found)];
}

/** The Machines that carry all of the labels; none where the value of one is not known. */
function labelledMachines(
  live: ManifestSet,
  namespace: string | undefined,
  labels: { readonly [name: string]: string | undefined },
): readonly JsonObject[] {
  const wanted = Object.entries(labels).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, value] as const],
  );
  const [first, ...others] = wanted;
  return first === undefined || wanted.length < Object.keys(labels).length
    ? []
    : machinesByLabel(live, pairKey(first), namespace).filter((machine) => {
        const has = textsAt(machine, "/metadata/labels");
        return others.every(([key, value]) => has.get(key) === value);
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

/** Kind and name of every owner that an object names. */
function ownerKeys(object: JsonObject): readonly string[] {
  return listAt(object, "/metadata/ownerReferences").flatMap((reference) => {
    const kind = isJsonObject(reference) ? textAt(reference, "/kind") : undefined;
    const name = isJsonObject(reference) ? textAt(reference, "/name") : undefined;
    return kind === undefined || name === undefined ? [] : [pairKey([kind, name])];
  });
}

function pairKey([name, value]: readonly [string, string]): string {
  return JSON.stringify([name, value]);
}
