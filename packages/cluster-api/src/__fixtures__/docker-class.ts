import type { JsonObject, JsonValue, ImagePlace } from "@imagewright/core";


const infrastructure = "infrastructure.cluster.x-k8s.io/v1beta2";

/** Where a Docker machine names its image. */
export const dockerImage: ImagePlace = {
  apiVersion: infrastructure,
  kind: "DockerMachineTemplate",
  path: "/spec/template/spec/customImage",
  schema: { type: "string", minLength: 1 },
};

/** Where an AWS machine names its image. */
export const awsImage: ImagePlace = {
  apiVersion: infrastructure,
  kind: "AWSMachineTemplate",
  path: "/spec/template/spec/ami",
  schema: { type: "object", properties: { id: { type: "string" } }, required: ["id"] },
};

/** A class with a control plane, the worker class `md`, and the pool class `mp`. */
export function dockerClass(
  version: "v1beta1" | "v1beta2",
  place: ImagePlace = dockerImage,
): JsonObject {
  const isOld = version === "v1beta1";
  const refer = (apiVersion: string, kind: string, name: string): JsonObject => ({
    [isOld ? "ref" : "templateRef"]: { apiVersion, kind, name },
  });
  const bootstrap = refer(`bootstrap.cluster.x-k8s.io/${version}`, "KubeadmConfigTemplate", "w");
  const machines = refer(place.apiVersion, place.kind, "workers");
  const worker = isOld
    ? { template: { bootstrap, infrastructure: machines } }
    : { bootstrap, infrastructure: machines };
  return {
    apiVersion: `cluster.x-k8s.io/${version}`,
    kind: "ClusterClass",
    metadata: { name: "docker", namespace: "default" },
    spec: {
      infrastructure: refer(infrastructure, "DockerClusterTemplate", "cluster"),
      controlPlane: {
        ...refer(`controlplane.cluster.x-k8s.io/${version}`, "KubeadmControlPlaneTemplate", "cp"),
        machineInfrastructure: refer(place.apiVersion, place.kind, "control-plane"),
      },
      workers: {
        machineDeployments: [{ class: "md", ...worker }],
        machinePools: [{ class: "mp", ...worker }],
      },
    },
  };
}

/** A cluster of that class, with one group of workers of each sort. */
export function dockerCluster(
  version: "v1beta1" | "v1beta2",
  kubernetes: string,
  variables: readonly JsonValue[] = [],
): JsonObject {
  const reference = version === "v1beta1" ? { class: "docker" } : { classRef: { name: "docker" } };
  return {
    apiVersion: `cluster.x-k8s.io/${version}`,
    kind: "Cluster",
    metadata: { name: "prod", namespace: "default" },
    spec: {
      topology: {
        ...reference,
        version: kubernetes,
        controlPlane: { replicas: 3 },
        workers: {
          machineDeployments: [{ class: "md", name: "md-0", replicas: 2 }],
          machinePools: [{ class: "mp", name: "mp-0" }],
        },
        variables,
      },
    },
  };
}

/** The machine templates that class refers to. */
export function machineTemplates(
  place: ImagePlace = dockerImage,
  spec: JsonObject = {},
): readonly JsonObject[] {
  return ["control-plane", "workers"].map((name) => ({
    apiVersion: place.apiVersion,
    kind: place.kind,
    metadata: { name, namespace: "default" },
    spec: { template: { spec } },
  }));
}
