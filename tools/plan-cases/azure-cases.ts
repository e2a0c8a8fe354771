import type { JsonObject } from "@imagewright/core";

import type { PlanCase } from "./plan-case.ts";
import { clusterOf, kubeadmOf, nodesOf, objectOf, referTo } from "./provider-objects.ts";
import { streamOf } from "./topology-cluster.ts";

const rule = "azure-capz §4 rotation";
const pools = "azure-capz §4 AzureMachinePool";
const aks = "azure-capz §4 AKS";
const goal = { kubernetesVersion: "1.34.11" };
const key =
  "c3NoLWVkMjU1MTkgQUFBQUMzTnphQzFsWkRJMU5URTVBQUFBSUFBQkFnTUVCUVlIQ0FrS0N3d05EZzhRRVJJVEZCVVdGeGdaR2hzY0hSNGYgcGxhdGZvcm0=";
const gallery = "image/computeGallery/version";

function imageOf(version: string): JsonObject {
  return {
    computeGallery: {
      subscriptionID: "01234567-89ab-cdef-0123-4567890abcde",
      resourceGroup: "images",
      gallery: "prod",
      name: "ubuntu",
      version,
    },
  };
}

function machine(version: string | undefined, more: JsonObject = {}): JsonObject {
  return {
    vmSize: "Standard_D4s_v5",
    osDisk: { osType: "Linux" },
    sshPublicKey: key,
    ...(version !== undefined && { image: imageOf(version) }),
    ...more,
  };
}

/** A cluster on Azure: its control plane and further documents. */
function azureCluster(
  version: string,
  more: readonly JsonObject[],
  template: JsonObject = machine(version),
  kubeadm: JsonObject = {},
): string {
  return streamOf([
    clusterOf(
      referTo("controlPlane", "KubeadmControlPlane", "prod"),
      referTo("infrastructure", "AzureCluster", "prod"),
    ),
    objectOf("infrastructure", "v1beta1", "AzureCluster", "prod", { location: "westeurope" }),
    kubeadmOf(version, "AzureMachineTemplate", {
      kubeadmConfigSpec: { clusterConfiguration: {}, ...kubeadm },
    }),
    objectOf("infrastructure", "v1beta1", "AzureMachineTemplate", "prod", {
      template: { spec: template },
    }),
    ...more,
  ]);
}

/** Files that the control plane takes from the secret of its template. */
const secretFiles = {
  files: [
    {
      path: "/etc/kubernetes/azure.json",
      contentFrom: { secret: { name: "prod-azure-json", key: "control-plane-azure.json" } },
    },
  ],
};

function pool(version: string, template: JsonObject): readonly JsonObject[] {
  return [
    nodesOf("MachinePool", "pool", "AzureMachinePool", {
      version: `v${version}`,
      bootstrap: { configRef: referTo("bootstrap", "KubeadmConfig", "pool") },
    }),
    objectOf("bootstrap", "v1beta2", "KubeadmConfig", "pool", {}),
    objectOf("infrastructure", "v1beta1", "AzureMachinePool", "pool", {
      location: "westeurope",
      template,
    }),
  ];
}

/** A cluster that AKS runs, with one pool. */
function aksCluster(
  version: string,
  spec: JsonObject = {},
  poolVersion: string | undefined = version,
): string {
  return streamOf([
    clusterOf(
      referTo("infrastructure", "AzureManagedControlPlane", "prod"),
      referTo("infrastructure", "AzureManagedCluster", "prod"),
    ),
    objectOf("infrastructure", "v1beta1", "AzureManagedCluster", "prod", {}),
    objectOf("infrastructure", "v1beta1", "AzureManagedControlPlane", "prod", {
      location: "westeurope",
      resourceGroupName: "prod",
      version: `v${version}`,
      ...spec,
    }),
    nodesOf("MachinePool", "system", "AzureManagedMachinePool", {
      bootstrap: { dataSecretName: "" },
      ...(poolVersion !== "" && { version: `v${poolVersion}` }),
    }),
    objectOf("infrastructure", "v1beta1", "AzureManagedMachinePool", "system", {
      mode: "System",
      sku: "Standard_D2s_v3",
    }),
  ]);
}

const rotated = [
  `1 createTemplate AzureMachineTemplate prod-* of prod /spec/template/spec/${gallery}: 1.33.13 -> 1.34.11`,
  "1 upgradeControlPlane KubeadmControlPlane prod /spec/version: v1.33.13 -> v1.34.11, /spec/machineTemplate/spec/infrastructureRef/name: prod -> prod-*",
];

const poolSteps = [
  "1 upgradeNodes MachinePool pool /spec/template/spec/version: v1.33.13 -> v1.34.11",
  `1 upgradeNodes AzureMachinePool pool /spec/template/${gallery}: 1.33.13 -> 1.34.11`,
];

/** Machines, pools and AKS on Azure. */
export const azureCases: readonly PlanCase[] = [
  {
    rule,
    name: "a template is copied with the next version of its gallery image",
    manifests: azureCluster("1.33.13", []),
    goal,
    steps: rotated,
    garbage: ["prod"],
  },
  {
    rule,
    name: "a secret that is named after the template is named after its copy, in the same patch",
    manifests: azureCluster("1.33.13", [], machine("1.33.13"), secretFiles),
    goal,
    steps: [
      ...rotated.slice(0, 1),
      `${rotated[1]}, /spec/kubeadmConfigSpec/files/0/contentFrom/secret/name: prod-azure-json -> prod-*-azure-json`,
    ],
  },
  {
    rule,
    name: "a template without key gets another random one",
    manifests: azureCluster("1.33.13", [], { ...machine("1.33.13"), sshPublicKey: "" }),
    goal,
    steps: rotated,
    hazards: ["CAPZ_PLAN_SSH_KEY"],
  },
  {
    rule: "azure-capz §5 default image",
    name: "machines without image get one by the version",
    manifests: azureCluster("1.33.13", [], machine(undefined)),
    goal,
    steps: ["1 upgradeControlPlane KubeadmControlPlane prod /spec/version: v1.33.13 -> v1.34.11"],
    hazards: ["CAPZ_PLAN_DEFAULT_IMAGE"],
  },
  {
    rule: pools,
    name: "with an image of its own: the version first, then the image",
    manifests: azureCluster("1.34.11", pool("1.33.13", machine("1.33.13"))),
    checks: ["MachinePool pool runs 1.34.11 of ubuntu-1.34.11"],
    goal,
    steps: poolSteps,
  },
  {
    rule: pools,
    name: "without an image the version is the trigger",
    manifests: azureCluster("1.34.11", pool("1.33.13", machine(undefined))),
    goal,
    steps: ["1 upgradeNodes MachinePool pool /spec/template/spec/version: v1.33.13 -> v1.34.11"],
    hazards: ["CAPZ_PLAN_DEFAULT_IMAGE"],
  },
  {
    rule: pools,
    name: "the version is there, the image not yet: half a step",
    manifests: azureCluster("1.34.11", pool("1.34.11", machine("1.33.13"))),
    goal,
    steps: poolSteps.slice(1),
  },
  {
    rule: pools,
    name: "this release of CAPZ can delete fresh instances",
    manifests: azureCluster("1.34.11", pool("1.33.13", machine("1.33.13"))),
    goal,
    targetVersions: { capz: "1.26.0" },
    steps: poolSteps,
    hazards: ["CAPZ_PLAN_POOL_RELEASE"],
  },
  {
    rule: pools,
    name: "an image by `latest` never changes, so that its version is named",
    manifests: azureCluster("1.34.11", pool("1.33.13", machine("latest"))),
    goal,
    steps: poolSteps.map((line) => line.replace("version: 1.33.13", "version: latest")),
  },
  {
    rule: aks,
    name: "control plane first, then the pools, which take the version alone",
    manifests: aksCluster("1.33.13"),
    checks: ["AzureManagedControlPlane prod runs 1.34.11", "MachinePool system runs 1.34.11"],
    goal,
    steps: [
      "1 upgradeControlPlane AzureManagedControlPlane prod /spec/version: v1.33.13 -> v1.34.11",
      "2 upgradeNodes MachinePool system /spec/template/spec/version: v1.33.13 -> v1.34.11",
    ],
    without: ["PLAN_IMAGE_UNPINNED"],
  },
  {
    rule: aks,
    name: "an upgrade channel changes the version by itself",
    manifests: aksCluster("1.33.13", { autoUpgradeProfile: { upgradeChannel: "stable" } }),
    goal,
    steps: [
      "1 upgradeControlPlane AzureManagedControlPlane prod /spec/version: v1.33.13 -> v1.34.11",
      "2 upgradeNodes MachinePool system /spec/template/spec/version: v1.33.13 -> v1.34.11",
    ],
    hazards: ["CAPZ_PLAN_AKS_CHANNEL"],
  },
  {
    rule: aks,
    name: "a pool without version is not guessed",
    manifests: aksCluster("1.33.13", {}, ""),
    goal,
    blockers: ["CAPZ_PLAN_AKS_POOL the pool system of AKS names no Kubernetes version"],
  },
];
