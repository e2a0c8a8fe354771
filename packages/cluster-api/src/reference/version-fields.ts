import { type JsonObject, objectKind, textAt } from "@imagewright/core";

import data from "../data/version-fields.json" with { type: "json" };
import { expandPointer } from "../json/expand-pointer.ts";
import { bootstrapGroup, controlPlaneGroup, coreGroup } from "./cluster-api-groups.ts";

/** What a version in an object is the version of. */
export type VersionRole =
  | "controlPlane"
  /** Machines that a deployment, set or pool makes. */
  | "workers"
  /** One machine. */
  | "machine"
  /** A whole cluster with a topology. */
  | "topology"
  /** One of the versions a cluster class allows. */
  | "class"
  /** What kubeadm is told; Cluster API overwrites it. */
  | "kubeadm";

/** One place of an object that holds a Kubernetes version. */
export interface VersionField {
  /** JSON Pointer inside the object. */
  readonly pointer: string;
  readonly role: VersionRole;
  /** As it is written, with or without `v`. */
  readonly version: string;
}

/** One field that overrides the image of a component of the control plane. */
export interface ComponentImageField {
  readonly pointer: string;
  readonly component: "kubernetes" | "coredns" | "etcd";
  readonly part: "repository" | "tag";
  readonly value: string;
}

/**
 * Every place of a Cluster API object that holds a Kubernetes version, in v1beta1 and v1beta2; of
 * control planes of other providers, the field the contract demands. Empty texts count as absent.
 *
 * @example
 * ```ts
 * versionFields({
 *   apiVersion: "controlplane.cluster.x-k8s.io/v1beta2",
 *   kind: "KubeadmControlPlane",
 *   spec: { version: "v1.34.1" },
 * });
 * // => [{ pointer: "/spec/version", role: "controlPlane", version: "v1.34.1" }]
 * ```
 */
export function versionFields(object: JsonObject): readonly VersionField[] {
  const kind = objectKind(object);
  if (kind === undefined) {
    return [];
  }
  const rows: readonly { readonly path: string; readonly role: string }[] =
    groupOfKind(kind.kind) === kind.group
      ? data.fields.filter(
          (row) => row.kinds.includes(kind.kind) && row.versions.includes(kind.version),
        )
      : contractRows(kind.group, kind.kind);
  return rows.flatMap(({ path, role }) =>
    expandPointer(object, path).flatMap(({ pointer, value }) =>
      typeof value === "string" && value !== ""
        ? [{ pointer, role: roleOf(role), version: value }]
        : [],
    ),
  );
}

/**
 * Where the kubeadm configuration of an object stands: `/spec` of a KubeadmConfig,
 * `/spec/kubeadmConfigSpec` of a KubeadmControlPlane. Undefined for other kinds.
 *
 * @example
 * ```ts
 * kubeadmSpecPointer({
 *   apiVersion: "controlplane.cluster.x-k8s.io/v1beta2",
 *   kind: "KubeadmControlPlaneTemplate",
 * });
 * // => "/spec/template/spec/kubeadmConfigSpec"
 * ```
 */
export function kubeadmSpecPointer(object: JsonObject): string | undefined {
  const kind = objectKind(object);
  const pointers = new Map(Object.entries(data.kubeadmSpecs));
  return kind !== undefined && groupOfKind(kind.kind) === kind.group
    ? pointers.get(kind.kind)
    : undefined;
}

/**
 * The fields of a kubeadm configuration that override images of control-plane components. None of
 * them is the node image.
 *
 * @example
 * ```ts
 * componentImageFields({
 *   apiVersion: "bootstrap.cluster.x-k8s.io/v1beta2",
 *   kind: "KubeadmConfig",
 *   spec: { clusterConfiguration: { etcd: { local: { imageTag: "3.5.26-0" } } } },
 * });
 * // => [
 * //      {
 * //        pointer: "/spec/clusterConfiguration/etcd/local/imageTag",
 * //        component: "etcd",
 * //        part: "tag",
 * //        value: "3.5.26-0",
 * //      },
 * //    ]
 * ```
 */
export function componentImageFields(object: JsonObject): readonly ComponentImageField[] {
  const at = kubeadmSpecPointer(object);
  if (at === undefined) {
    return [];
  }
  return componentImages.flatMap(({ path, component, part }) => {
    const value = textAt(object, `${at}${path}`);
    return value === undefined || value === ""
      ? []
      : [{ pointer: `${at}${path}`, component, part, value }];
  });
}

type ComponentImageRow = Pick<ComponentImageField, "component" | "part"> & {
  readonly path: string;
};

const componentImages: readonly ComponentImageRow[] = data.componentImages.filter(isComponentRow);

function isComponentRow(row: {
  readonly component: string;
  readonly part: string;
  readonly path: string;
}): row is ComponentImageRow {
  return (
    ["kubernetes", "coredns", "etcd"].includes(row.component) &&
    ["repository", "tag"].includes(row.part)
  );
}

function contractRows(
  group: string,
  kind: string,
): readonly { readonly path: string; readonly role: string }[] {
  return group === controlPlaneGroup && !kind.endsWith("Template")
    ? [{ path: data.contract.controlPlane, role: "controlPlane" }]
    : [];
}

/** Kinds of kubeadm have groups of their own, all others of the tables are of the core group. */
function groupOfKind(kind: string): string {
  if (kind.startsWith("KubeadmControlPlane")) {
    return controlPlaneGroup;
  }
  if (kind.startsWith("KubeadmConfig")) {
    return bootstrapGroup;
  }
  return data.fields.some((row) => row.kinds.includes(kind)) ? coreGroup : "";
}

const roles: readonly VersionRole[] = [
  "controlPlane",
  "workers",
  "machine",
  "topology",
  "class",
  "kubeadm",
];

function roleOf(text: string): VersionRole {
  const role = roles.find((known) => known === text);
  if (role === undefined) {
    throw new Error(`the table of versions has a role ${text}`);
  }
  return role;
}
