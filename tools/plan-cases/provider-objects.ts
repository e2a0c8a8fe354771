import type { JsonObject } from "@imagewright/core";

const groups = {
  bootstrap: "bootstrap.cluster.x-k8s.io",
  cluster: "cluster.x-k8s.io",
  controlPlane: "controlplane.cluster.x-k8s.io",
  infrastructure: "infrastructure.cluster.x-k8s.io",
};

/** A reference of v1beta2. */
export function referTo(group: keyof typeof groups, kind: string, name: string): JsonObject {
  return { apiGroup: groups[group], kind, name };
}

/** An object of namespace `prod`. */
export function objectOf(
  group: keyof typeof groups,
  version: string,
  kind: string,
  name: string,
  spec: JsonObject,
  metadata: JsonObject = {},
): JsonObject {
  const apiVersion = `${groups[group]}/${version}`;
  return { apiVersion, kind, metadata: { name, namespace: "prod", ...metadata }, spec };
}

/** A Cluster `prod` with its control plane and infrastructure. */
export function clusterOf(
  controlPlane: JsonObject,
  infrastructure: JsonObject,
  metadata: JsonObject = {},
): JsonObject {
  const spec = { controlPlaneRef: controlPlane, infrastructureRef: infrastructure };
  return objectOf("cluster", "v1beta2", "Cluster", "prod", spec, metadata);
}

/** A KubeadmControlPlane `prod` of three machines, made from a template of its name. */
export function kubeadmOf(version: string, kind: string, spec: JsonObject = {}): JsonObject {
  return objectOf("controlPlane", "v1beta2", "KubeadmControlPlane", "prod", {
    replicas: 3,
    version: `v${version}`,
    machineTemplate: { spec: { infrastructureRef: referTo("infrastructure", kind, "prod") } },
    kubeadmConfigSpec: { clusterConfiguration: {} },
    ...spec,
  });
}

/** What differs between groups of nodes. */
export interface NodeParts {
  readonly version?: string;
  readonly bootstrap?: JsonObject;
  readonly metadata?: JsonObject;
  readonly template?: JsonObject;
}

/** A MachinePool or MachineDeployment, of the name of what its machines are made from. */
export function nodesOf(
  kind: "MachineDeployment" | "MachinePool",
  name: string,
  infrastructure: string,
  { version, bootstrap = { dataSecretName: "boot" }, metadata, template }: NodeParts = {},
): JsonObject {
  const spec = {
    clusterName: "prod",
    replicas: 3,
    template: {
      spec: {
        clusterName: "prod",
        ...(version !== undefined && { version }),
        bootstrap,
        infrastructureRef: referTo("infrastructure", infrastructure, name),
        ...template,
      },
    },
  };
  return objectOf("cluster", "v1beta2", kind, name, spec, metadata);
}
