import { type JsonObject, type ManifestSet, objectKind } from "@imagewright/core";

import { objectAt, textAt } from "../json-fields.ts";

const coreGroup = "cluster.x-k8s.io";
const controlPlaneGroup = "controlplane.cluster.x-k8s.io";

/** Who refers to an infrastructure object, and for which Kubernetes version. */
export interface MachineUser {
  readonly object: JsonObject;
  readonly kind: string;
  readonly name: string;
  /** As it stands there, usually with `v`. */
  readonly kubernetesVersion?: string;
  /** Name of the infrastructure object. */
  readonly infrastructure?: string;
}

/** Where each kind keeps its reference and its version; older API versions first. */
const places: readonly {
  readonly group: string;
  readonly kind: string;
  readonly references: readonly string[];
  readonly version: string;
}[] = [
  ...["MachineDeployment", "MachinePool", "MachineSet"].map((kind) => ({
    group: coreGroup,
    kind,
    references: ["/spec/template/spec/infrastructureRef"],
    version: "/spec/template/spec/version",
  })),
  {
    group: coreGroup,
    kind: "Machine",
    references: ["/spec/infrastructureRef"],
    version: "/spec/version",
  },
  {
    group: controlPlaneGroup,
    kind: "KubeadmControlPlane",
    references: [
      "/spec/machineTemplate/infrastructureRef",
      "/spec/machineTemplate/spec/infrastructureRef",
    ],
    version: "/spec/version",
  },
];

/** Everything in the manifests that refers to an infrastructure object. */
export function machineUsers(manifests: ManifestSet): readonly MachineUser[] {
  return places.flatMap(({ group, kind }) =>
    manifests.ofKind(group, kind).flatMap((object) => {
      const user = machineUser(object);
      return user === undefined ? [] : [user];
    }),
  );
}

/** What an object says of the machines it makes; undefined for one that makes none. */
export function machineUser(object: JsonObject): MachineUser | undefined {
  const { group, kind = "" } = objectKind(object) ?? {};
  const place = places.find((one) => one.group === group && one.kind === kind);
  if (place === undefined) {
    return undefined;
  }
  const references = place.references.map((pointer) => objectAt(object, pointer));
  const reference = references.find((one) => one !== undefined);
  const infrastructure = reference === undefined ? undefined : textAt(reference, "/name");
  const kubernetesVersion = textAt(object, place.version);
  return {
    object,
    kind,
    name: textAt(object, "/metadata/name") ?? "",
    ...(kubernetesVersion !== undefined && { kubernetesVersion }),
    ...(infrastructure !== undefined && { infrastructure }),
  };
}

/** Who makes machines of this template, or has this pool; in the same namespace. */
export function usersOf(manifests: ManifestSet, object: JsonObject): readonly MachineUser[] {
  const name = textAt(object, "/metadata/name");
  return machineUsers(manifests).filter(
    (user) =>
      user.infrastructure === name &&
      namespaceOf(user.object) === namespaceOf(object) &&
      refersTo(user.object, objectKind(object)?.kind ?? ""),
  );
}

/** The namespace of an object, `default` where it says none. */
export function namespaceOf(object: JsonObject): string {
  return textAt(object, "/metadata/namespace") ?? "default";
}

function refersTo(user: JsonObject, kind: string): boolean {
  const place = places.find((one) => one.kind === objectKind(user)?.kind);
  const references = (place?.references ?? []).map((pointer) => objectAt(user, pointer));
  const reference = references.find((one) => one !== undefined);
  return reference !== undefined && textAt(reference, "/kind") === kind;
}
