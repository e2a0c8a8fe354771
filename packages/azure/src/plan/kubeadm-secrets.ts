import { kubeadmSpecPointer } from "@imagewright/cluster-api";
import {
  isJsonObject,
  type JsonObject,
  listAt,
  type ObjectAddress,
  textAt,
} from "@imagewright/core";
import type { MachineGroup, PlanObjects, StoredObject } from "@imagewright/core/plan";

/** What CAPZ puts behind the name of a machine template, machine or pool: its secret. */
const suffix = "-azure-json";

/** A file of a kubeadm configuration whose content is in a secret that CAPZ may have made. */
export interface SecretFile {
  /** JSON Pointer of the secret's name. */
  readonly pointer: string;
  readonly secret: string;
}

/** The secret that CAPZ makes for a machine template. */
export function secretOf(template: string): string {
  return `${template}${suffix}`;
}

/** Files from secrets that are named as CAPZ names those it makes. */
export function secretFiles(object: JsonObject): readonly SecretFile[] {
  const at = kubeadmSpecPointer(object);
  if (at === undefined) {
    return [];
  }
  return (listAt(object, `${at}/files`) ?? []).flatMap((file, index) => {
    const secret = isJsonObject(file) ? textAt(file, "/contentFrom/secret/name") : undefined;
    return secret?.endsWith(suffix) === true
      ? [{ pointer: `${at}/files/${index}/contentFrom/secret/name`, secret }]
      : [];
  });
}

/** What the machines of a group are configured with: the control plane itself, or its template. */
export function kubeadmOf(group: MachineGroup, objects: PlanObjects): StoredObject | undefined {
  const owner = objects.find(group.place.object);
  if (owner === undefined || kubeadmSpecPointer(owner.object) !== undefined) {
    return owner;
  }
  const { bootstrap } = group;
  const name = bootstrap && textAt(owner.object, `${bootstrap.place.pointer}/name`);
  return bootstrap && objects.find({ ...bootstrap.target, name: name ?? bootstrap.target.name });
}

/**
 * Whether somebody else made the secret: one that is among the objects without the label that CAPZ
 * gives its own is used as it stands, whatever becomes of templates.
 */
export function isForeignSecret(
  secret: string,
  neighbour: ObjectAddress,
  clusterName: string,
  objects: PlanObjects,
): boolean {
  const address = { group: "", version: "v1", kind: "Secret", name: secret };
  const { namespace } = neighbour;
  const found =
    (namespace === undefined ? undefined : objects.find({ ...address, namespace })) ??
    objects.find(address);
  const labels = found?.object["metadata"];
  const label = isJsonObject(labels) ? labels["labels"] : undefined;
  return found !== undefined && !(isJsonObject(label) && label[clusterName] === "owned");
}
