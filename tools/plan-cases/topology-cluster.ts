import type { JsonObject, JsonValue } from "@imagewright/core";

import { amiOf } from "./usual-catalog.ts";

const group = "infrastructure.cluster.x-k8s.io/v1beta2";

/** What differs between the clusters of a class. */
export interface TopologyCluster {
  /** @default "1.33.13" */
  readonly version?: string;
  /** API version of Cluster and class. @default "v1beta2" */
  readonly api?: "v1beta1" | "v1beta2";
  /** Schemas of the variables the class defines, by name. */
  readonly definitions?: { readonly [name: string]: JsonObject };
  readonly patches?: readonly JsonObject[];
  /** Values of the cluster. */
  readonly values?: { readonly [name: string]: JsonValue };
  /** Entries of the topology. @default a MachineDeployment `md-0` */
  readonly deployments?: readonly JsonObject[];
  readonly pools?: readonly JsonObject[];
  /** Kind of the machine templates. @default "AWSMachineTemplate" */
  readonly kind?: string;
  /** What the templates say of machines. @default the AMI of the version */
  readonly machine?: JsonObject;
  readonly annotations?: JsonObject;
  /** Further fields of the class. */
  readonly classSpec?: JsonObject;
  readonly clusterSpec?: JsonObject;
  /** Further documents. */
  readonly more?: readonly JsonObject[];
}

/** An entry of a topology. */
export function entry(name = "md-0", fields: JsonObject = {}): JsonObject {
  return { class: "default", name, replicas: 2, ...fields };
}

/** Documents as a stream. */
export function streamOf(documents: readonly JsonValue[]): string {
  return documents.map((document) => `${JSON.stringify(document)}\n`).join("---\n");
}

/** Manifests of a cluster `prod` with a topology, its class and the templates of that. */
export function topologyCluster(options: TopologyCluster = {}): string {
  const { kind = "AWSMachineTemplate", api = "v1beta2", version = "1.33.13", more = [] } = options;
  const machine = options.machine ?? { ami: { id: amiOf(version) }, instanceType: "m6i.large" };
  return streamOf([
    clusterOf(options, api, version),
    classOf(options, api, kind),
    ...["class-control-plane", "class-workers"].map((name) => ({
      apiVersion: group,
      kind,
      metadata: { name, namespace: "prod" },
      spec: { template: { spec: machine } },
    })),
    classTemplate("KubeadmControlPlaneTemplate", `controlplane.cluster.x-k8s.io/${api}`, {
      kubeadmConfigSpec: {},
    }),
    classTemplate("KubeadmConfigTemplate", `bootstrap.cluster.x-k8s.io/${api}`, {
      joinConfiguration: {},
    }),
    classTemplate(kind.replace("MachineTemplate", "ClusterTemplate"), group, {
      region: "eu-west-1",
    }),
    ...more,
  ]);
}

function classTemplate(kind: string, apiVersion: string, spec: JsonObject): JsonObject {
  const metadata = { name: "class", namespace: "prod" };
  return { apiVersion, kind, metadata, spec: { template: { spec } } };
}

function clusterOf(options: TopologyCluster, api: string, version: string): JsonObject {
  const { values, annotations, deployments = [entry()], pools } = options;
  return {
    apiVersion: `cluster.x-k8s.io/${api}`,
    kind: "Cluster",
    metadata: { name: "prod", namespace: "prod", ...(annotations && { annotations }) },
    spec: {
      ...options.clusterSpec,
      topology: {
        ...(api === "v1beta1" ? { class: "aws" } : { classRef: { name: "aws" } }),
        version: `v${version}`,
        controlPlane: { replicas: 3 },
        workers: {
          machineDeployments: deployments,
          ...(pools !== undefined && { machinePools: pools }),
        },
        ...(values && { variables: listOf(values) }),
      },
    },
  };
}

/** Values as a topology lists them. */
export function listOf(values: { readonly [name: string]: JsonValue }): readonly JsonObject[] {
  return Object.entries(values).map(([name, value]) => ({ name, value }));
}

function classOf(options: TopologyCluster, api: string, kind: string): JsonObject {
  const { definitions = {}, patches = [], classSpec } = options;
  const isOld = api === "v1beta1";
  const refer = (apiVersion: string, of: string, name: string): JsonObject => ({
    [isOld ? "ref" : "templateRef"]: { apiVersion, kind: of, name },
  });
  const parts = {
    bootstrap: refer(`bootstrap.cluster.x-k8s.io/${api}`, "KubeadmConfigTemplate", "class"),
    infrastructure: refer(group, kind, "class-workers"),
  };
  const worker = isOld ? { template: parts } : parts;
  return {
    apiVersion: `cluster.x-k8s.io/${api}`,
    kind: "ClusterClass",
    metadata: { name: "aws", namespace: "prod" },
    spec: {
      infrastructure: refer(group, kind.replace("MachineTemplate", "ClusterTemplate"), "class"),
      controlPlane: {
        ...refer(`controlplane.cluster.x-k8s.io/${api}`, "KubeadmControlPlaneTemplate", "class"),
        machineInfrastructure: refer(group, kind, "class-control-plane"),
      },
      workers: {
        machineDeployments: [{ class: "default", ...worker }],
        ...(options.pools !== undefined && { machinePools: [{ class: "default", ...worker }] }),
      },
      variables: Object.entries(definitions).map(([name, openAPIV3Schema]) => ({
        name,
        required: false,
        schema: { openAPIV3Schema },
      })),
      patches,
      ...classSpec,
    },
  };
}

/** Which templates a patch is about. */
const everywhere: JsonObject = {
  controlPlane: true,
  machineDeploymentClass: { names: ["default"] },
};

/** A patch of machine templates at one path. */
export function patchOf(
  path: string,
  source: JsonObject,
  { kind = "AWSMachineTemplate", matchResources = everywhere, op = "replace" }: PatchParts = {},
): JsonObject {
  return {
    name: "image",
    definitions: [
      {
        selector: { apiVersion: group, kind, matchResources },
        jsonPatches: [{ op, path, ...source }],
      },
    ],
  };
}

/** What differs between patches. */
export interface PatchParts {
  readonly kind?: string;
  readonly matchResources?: JsonObject;
  readonly op?: "add" | "replace";
}

/** A patch by a template that asks for the version of control plane and nodes. */
export function versionedPatch(
  path: string,
  template: (builtin: string) => string,
  kind = "AWSMachineTemplate",
): JsonObject {
  const parts = [
    ["controlPlane", { controlPlane: true }],
    ["machineDeployment", { machineDeploymentClass: { names: ["default"] } }],
  ] as const;
  return {
    name: "image",
    definitions: parts.map(([builtin, matchResources]) => ({
      selector: { apiVersion: group, kind, matchResources },
      jsonPatches: [{ op: "replace", path, valueFrom: { template: template(builtin) } }],
    })),
  };
}
