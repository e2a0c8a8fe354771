import type { JsonObject, JsonValue } from "@imagewright/core";

import { awsTemplate } from "./aws-clusters.ts";

type Version = "v1beta1" | "v1beta2";

const infrastructure = "infrastructure.cluster.x-k8s.io/v1beta2";
const metadata = { namespace: "shop" };

/** What differs between the clusters of a class. */
export interface TopologyOptions {
  /** @default "v1beta2" */
  readonly version?: Version;
  /** @default "v1.33.4" */
  readonly kubernetes?: string;
  /** Variables the class defines: their schemas by name. */
  readonly definitions?: { readonly [name: string]: JsonObject };
  /** Patches of the class. */
  readonly patches?: readonly JsonObject[];
  /** Values of the cluster. */
  readonly values?: { readonly [name: string]: JsonValue };
  /** Values that the deployment overrides. */
  readonly overrides?: { readonly [name: string]: JsonValue };
  /** Versions the class lists. */
  readonly listed?: readonly string[];
  /** What the templates of the class say of their machines, instead of an AMI. */
  readonly machine?: JsonObject;
  /** @default "AWSMachineTemplate" */
  readonly kind?: string;
  /** Whether the cluster has a pool too. @default false */
  readonly hasPool?: boolean;
}

/** A patch of every machine template. */
export function imagePatch(
  path: string,
  source: JsonObject,
  kind = "AWSMachineTemplate",
): JsonObject {
  const everywhere = {
    controlPlane: true,
    machineDeploymentClass: { names: ["*"] },
    machinePoolClass: { names: ["*"] },
  };
  return {
    name: "image",
    definitions: [
      {
        selector: { apiVersion: infrastructure, kind, matchResources: everywhere },
        jsonPatches: [{ op: "replace", path, ...source }],
      },
    ],
  };
}

/** A patch by a template that differs between control plane and nodes. */
export function versionedPatch(
  path: string,
  template: (builtin: string) => string,
  kind = "AWSMachineTemplate",
): JsonObject {
  const parts = [
    ["controlPlane", { controlPlane: true }],
    ["machineDeployment", { machineDeploymentClass: { names: ["*"] } }],
  ] as const;
  return {
    name: "image",
    definitions: parts.map(([builtin, matchResources]) => ({
      selector: { apiVersion: infrastructure, kind, matchResources },
      jsonPatches: [{ op: "add", path, valueFrom: { template: template(builtin) } }],
    })),
  };
}

/** A cluster with a topology, its class, and the templates of that. */
export function topologyDocuments(options: TopologyOptions = {}): readonly JsonObject[] {
  const { kind = "AWSMachineTemplate", machine, version = "v1beta2" } = options;
  const templates = ["class-control-plane", "class-workers"].map((name) => {
    const template = { ...awsTemplate(name), kind };
    return machine === undefined ? template : { ...template, spec: { template: { spec: machine } } };
  });
  return [
    topologyCluster(options, version),
    clusterClass(options, version, kind),
    ...templates,
    {
      apiVersion: `bootstrap.cluster.x-k8s.io/${version}`,
      kind: "KubeadmConfigTemplate",
      metadata: { ...metadata, name: "class-workers" },
      spec: { template: { spec: {} } },
    },
  ];
}

function topologyCluster(options: TopologyOptions, version: Version): JsonObject {
  const { kubernetes = "v1.33.4", values = {}, overrides, hasPool } = options;
  return {
    apiVersion: `cluster.x-k8s.io/${version}`,
    kind: "Cluster",
    metadata: { ...metadata, name: "prod" },
    spec: {
      topology: {
        ...(version === "v1beta1" ? { class: "aws" } : { classRef: { name: "aws" } }),
        version: kubernetes,
        controlPlane: { replicas: 3 },
        workers: {
          machineDeployments: [
            {
              class: "default",
              name: "md-0",
              replicas: 2,
              ...(overrides !== undefined && { variables: { overrides: listOf(overrides) } }),
            },
          ],
          ...(hasPool === true && { machinePools: [{ class: "pool", name: "mp-0" }] }),
        },
        ...(Object.keys(values).length > 0 && { variables: listOf(values) }),
      },
    },
  };
}

function listOf(values: { readonly [name: string]: JsonValue }): readonly JsonObject[] {
  return Object.entries(values).map(([name, value]) => ({ name, value }));
}

function clusterClass(options: TopologyOptions, version: Version, kind: string): JsonObject {
  const { definitions = {}, patches = [], listed } = options;
  const isOld = version === "v1beta1";
  const refer = (apiVersion: string, of: string, name: string): JsonObject => ({
    [isOld ? "ref" : "templateRef"]: { apiVersion, kind: of, name },
  });
  const bootstrap = refer(
    `bootstrap.cluster.x-k8s.io/${version}`,
    "KubeadmConfigTemplate",
    "class-workers",
  );
  const machines = refer(infrastructure, kind, "class-workers");
  const worker = isOld
    ? { template: { bootstrap, infrastructure: machines } }
    : { bootstrap, infrastructure: machines };
  return {
    apiVersion: `cluster.x-k8s.io/${version}`,
    kind: "ClusterClass",
    metadata: { ...metadata, name: "aws" },
    spec: {
      infrastructure: refer(infrastructure, "AWSClusterTemplate", "class-cluster"),
      controlPlane: {
        ...refer(
          `controlplane.cluster.x-k8s.io/${version}`,
          "KubeadmControlPlaneTemplate",
          "class-control-plane",
        ),
        machineInfrastructure: refer(infrastructure, kind, "class-control-plane"),
      },
      workers: {
        machineDeployments: [{ class: "default", ...worker }],
        machinePools: [{ class: "pool", ...worker }],
      },
      ...(listed !== undefined && { kubernetesVersions: listed }),
      variables: Object.entries(definitions).map(([name, openAPIV3Schema]) => ({
        name,
        required: false,
        schema: { openAPIV3Schema },
      })),
      patches,
    },
  };
}
