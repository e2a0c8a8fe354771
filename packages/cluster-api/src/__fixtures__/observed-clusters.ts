import {
  type Diagnostic,
  type FoundReference,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  type Parsed,
  textAt,
  toParsed,
} from "@imagewright/core";

import type { Observation, ObserveOptions } from "../observe/observation.ts";
import { observeClusters } from "../observe/observe-clusters.ts";

/** A made-up provider: kinds `Test…`, whose machines name their image in a field of that name. */
const infrastructure = "infrastructure.cluster.x-k8s.io";
const imagePointers = ["/spec/template/spec/image", "/spec/image"];

const options: ObserveOptions = {
  carriers: [
    { group: infrastructure, versions: ["v1"], kind: "TestMachineTemplate", update: "rotate" },
    { group: infrastructure, versions: ["v1"], kind: "TestMachinePool", update: "in-place" },
    {
      group: "karpenter.k8s.aws",
      versions: ["v1beta1", "v1"],
      kind: "EC2NodeClass",
      update: "in-place",
    },
  ],
  readImages,
  imagePlaces: [
    {
      apiVersion: `${infrastructure}/v1`,
      kind: "TestMachineTemplate",
      path: "/spec/template/spec/image",
      schema: { type: "string" },
    },
  ],
};

function readImages(object: JsonObject): Parsed<readonly FoundReference[]> {
  return toParsed(
    imagePointers.flatMap((pointer) => {
      const id = textAt(object, pointer);
      return id === undefined ? [] : [{ pointer, reference: { kind: "ami" as const, id } }];
    }),
  );
}

/** Observes objects that come from no text, through the made-up provider. */
export function observe(
  objects: readonly JsonValue[],
  changes: Partial<ObserveOptions> = {},
): Observation {
  return observeClusters(
    objects.map((value) => ({ value })),
    { ...options, ...changes },
  );
}
observe.options = options;

/** Codes and messages. */
export function describeCodes(diagnostics: readonly Diagnostic[] = []): readonly string[] {
  return diagnostics.map(({ code, message }) => `${code} ${message}`);
}

type Version = "v1beta1" | "v1beta2";

function reference(version: Version, apiGroup: string, kind: string, name: string): JsonObject {
  return version === "v1beta1"
    ? { apiVersion: `${apiGroup}/v1`, kind, name }
    : { apiGroup, kind, name };
}

/** A machine template of the made-up provider. */
export function template(name: string, image = "ami-1"): JsonObject {
  return {
    apiVersion: `${infrastructure}/v1`,
    kind: "TestMachineTemplate",
    metadata: { name, namespace: "shop" },
    spec: { template: { spec: { image } } },
  };
}

/** A deployment, set or pool of cluster `prod`, with a template called `t-` and its name. */
export function group(
  kind: string,
  name: string,
  kubernetesVersion: string,
  version: Version = "v1beta2",
): JsonObject {
  return {
    apiVersion: `cluster.x-k8s.io/${version}`,
    kind,
    metadata: { name, namespace: "shop" },
    spec: {
      clusterName: "prod",
      replicas: 3,
      template: {
        spec: {
          clusterName: "prod",
          version: kubernetesVersion,
          bootstrap: { dataSecretName: "" },
          infrastructureRef: reference(version, infrastructure, "TestMachineTemplate", `t-${name}`),
        },
      },
    },
  };
}

/** A cluster of the made-up provider, written in files. */
export function plainCluster(version: Version): readonly JsonObject[] {
  const metadata = { name: "prod", namespace: "shop" };
  const machines = reference(version, infrastructure, "TestMachineTemplate", "prod-cp");
  return [
    {
      apiVersion: `cluster.x-k8s.io/${version}`,
      kind: "Cluster",
      metadata,
      spec: {
        controlPlaneRef: reference(
          version,
          "controlplane.cluster.x-k8s.io",
          "KubeadmControlPlane",
          "prod",
        ),
        infrastructureRef: reference(version, infrastructure, "TestCluster", "prod"),
      },
    },
    { apiVersion: `${infrastructure}/v1`, kind: "TestCluster", metadata, spec: {} },
    {
      apiVersion: `controlplane.cluster.x-k8s.io/${version}`,
      kind: "KubeadmControlPlane",
      metadata,
      spec: {
        replicas: 3,
        version: "v1.33.4",
        machineTemplate:
          version === "v1beta1"
            ? { infrastructureRef: machines }
            : { spec: { infrastructureRef: machines } },
      },
    },
    template("prod-cp"),
    workersOf(version),
    template("workers"),
    {
      apiVersion: `bootstrap.cluster.x-k8s.io/${version}`,
      kind: "KubeadmConfigTemplate",
      metadata: { name: "workers", namespace: "shop" },
      spec: { template: { spec: {} } },
    },
  ];
}

function workersOf(version: Version): JsonObject {
  const configRef = reference(
    version,
    "bootstrap.cluster.x-k8s.io",
    "KubeadmConfigTemplate",
    "workers",
  );
  return {
    apiVersion: `cluster.x-k8s.io/${version}`,
    kind: "MachineDeployment",
    metadata: { name: "workers", namespace: "shop" },
    spec: {
      clusterName: "prod",
      replicas: 3,
      template: {
        spec: {
          clusterName: "prod",
          version: "v1.33.4",
          bootstrap: { configRef },
          infrastructureRef: reference(version, infrastructure, "TestMachineTemplate", "workers"),
        },
      },
    },
  };
}

function owned(object: JsonObject, kind: string, name: string, apiGroup = "cluster.x-k8s.io"): JsonObject {
  const metadata = object["metadata"];
  const owner = { apiVersion: `${apiGroup}/v1beta2`, kind, name, uid: name, controller: true };
  return {
    ...object,
    metadata: { ...(isJsonObject(metadata) ? metadata : {}), ownerReferences: [owner] },
  };
}

function machine(name: string, kubeletVersion: string): JsonObject {
  return {
    apiVersion: "cluster.x-k8s.io/v1beta2",
    kind: "Machine",
    metadata: {
      name,
      namespace: "shop",
      labels: { "cluster.x-k8s.io/cluster-name": "prod" },
    },
    spec: { clusterName: "prod", version: kubeletVersion },
    status: { nodeInfo: { kubeletVersion } },
  };
}

/** The same cluster as a management cluster holds it, in the middle of an upgrade. */
export function liveCluster(): readonly JsonObject[] {
  const objects = plainCluster("v1beta2").map((object) =>
    object["kind"] === "MachineDeployment"
      ? {
          ...object,
          metadata: {
            name: "workers",
            namespace: "shop",
            labels: { "kustomize.toolkit.fluxcd.io/name": "shop" },
            managedFields: [{ manager: "kubectl-edit" }, { manager: "kustomize-controller" }],
          },
        }
      : object,
  );
  const labels = { "cluster.x-k8s.io/cluster-name": "prod" };
  return [
    ...objects,
    owned(group("MachineSet", "workers-old", "v1.32.9"), "MachineDeployment", "workers"),
    owned(group("MachineSet", "workers-new", "v1.33.4"), "MachineDeployment", "workers"),
    template("t-workers-old"),
    template("t-workers-new"),
    { ...template("workers-older"), metadata: { name: "workers-older", namespace: "shop", labels } },
    owned(machine("workers-old-1", "v1.32.9"), "MachineSet", "workers-old"),
    owned(machine("workers-new-1", "v1.33.4"), "MachineSet", "workers-new"),
    owned(
      machine("prod-0", "v1.33.4"),
      "KubeadmControlPlane",
      "prod",
      "controlplane.cluster.x-k8s.io",
    ),
  ];
}

/** A cluster with a topology, its class, and the templates of that. */
export function topologyCluster(): readonly JsonObject[] {
  const named = (kind: string, name: string): JsonObject => ({
    apiVersion: `${infrastructure}/v1`,
    kind,
    name,
  });
  const definition = {
    selector: {
      apiVersion: `${infrastructure}/v1`,
      kind: "TestMachineTemplate",
      matchResources: { machineDeploymentClass: { names: ["default"] } },
    },
    jsonPatches: [
      { op: "replace", path: "/spec/template/spec/image", valueFrom: { variable: "image" } },
    ],
  };
  return [
    {
      apiVersion: "cluster.x-k8s.io/v1beta2",
      kind: "Cluster",
      metadata: { name: "prod", namespace: "shop" },
      spec: {
        topology: {
          classRef: { name: "docker" },
          version: "v1.33.4",
          controlPlane: { replicas: 3 },
          variables: [{ name: "image", value: "ami-7" }],
          workers: {
            machineDeployments: [
              {
                class: "default",
                name: "md-0",
                replicas: 2,
                metadata: { annotations: { "topology.cluster.x-k8s.io/defer-upgrade": "" } },
              },
            ],
          },
        },
      },
    },
    {
      apiVersion: "cluster.x-k8s.io/v1beta2",
      kind: "ClusterClass",
      metadata: { name: "docker", namespace: "shop" },
      spec: {
        controlPlane: {
          machineInfrastructure: { templateRef: named("TestMachineTemplate", "docker-cp") },
        },
        workers: {
          machineDeployments: [
            {
              class: "default",
              infrastructure: { templateRef: named("TestMachineTemplate", "docker-worker") },
            },
          ],
        },
        variables: [
          { name: "image", required: true, schema: { openAPIV3Schema: { type: "string" } } },
        ],
        patches: [{ name: "image", definitions: [definition] }],
      },
    },
    template("docker-cp", "ami-2"),
    template("docker-worker", "ami-2"),
  ];
}

