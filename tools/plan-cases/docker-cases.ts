import type { JsonObject } from "@imagewright/core";

import type { PlanCase } from "./plan-case.ts";
import { clusterOf, kubeadmOf, nodesOf, objectOf, referTo } from "./provider-objects.ts";
import { streamOf } from "./topology-cluster.ts";

const rule = "cluster-api §1 Docker and Dev";
const goal = { kubernetesVersion: "1.34.11" };

/** A cluster of Docker's or Dev's kinds. */
function dockerCluster(
  kind: "Dev" | "Docker",
  version: string,
  machine: JsonObject = {},
  more: readonly JsonObject[] = [],
): string {
  return streamOf([
    clusterOf(
      referTo("controlPlane", "KubeadmControlPlane", "prod"),
      referTo("infrastructure", `${kind}Cluster`, "prod"),
    ),
    objectOf("infrastructure", "v1beta2", `${kind}Cluster`, "prod", {}),
    kubeadmOf(version, `${kind}MachineTemplate`),
    objectOf("infrastructure", "v1beta2", `${kind}MachineTemplate`, "prod", {
      template: { spec: machine },
    }),
    ...more,
  ]);
}

const controlPlane = [
  "1 upgradeControlPlane KubeadmControlPlane prod /spec/version: v1.33.13 -> v1.34.11",
];

/** Clusters of containers: they come to their image by the version. */
export const dockerCases: readonly PlanCase[] = [
  {
    rule,
    name: "machines of Docker get the image of the version: nothing is rotated",
    manifests: dockerCluster("Docker", "1.33.13"),
    goal,
    steps: controlPlane,
    garbage: [],
  },
  {
    rule,
    name: "a container image in the template stays at every version: refused",
    manifests: dockerCluster("Docker", "1.33.13", { customImage: "kindest/node:v1.33.13" }),
    goal,
    blockers: [
      "CAPI_PLAN_CUSTOM_IMAGE DockerMachineTemplate prod names the container image of its machines in `/spec/template/spec/customImage`",
    ],
  },
  {
    rule,
    name: "machines of Dev do as well",
    manifests: dockerCluster("Dev", "1.33.13", { backend: { docker: {} } }),
    goal,
    steps: controlPlane,
  },
  {
    rule,
    name: "also where the image stands one level deeper",
    manifests: dockerCluster("Dev", "1.33.13", {
      backend: { docker: { customImage: "kindest/node:v1.33.13" } },
    }),
    goal,
    blockers: [
      "CAPI_PLAN_CUSTOM_IMAGE DevMachineTemplate prod names the container image of its machines in `/spec/template/spec/backend/docker/customImage`",
    ],
  },
  {
    rule,
    name: "a goal of two numbers says too little, as no image is looked for",
    manifests: dockerCluster("Docker", "1.33.13"),
    goal: { kubernetesVersion: "1.34" },
    blockers: [
      "PLAN_VERSION_UNKNOWN nothing says which version of 1.34 to go to: no group's image is looked for in the catalog",
    ],
  },
  {
    rule,
    name: "until the intent names it",
    manifests: dockerCluster("Docker", "1.33.13"),
    goal: { kubernetesVersion: "1.34" },
    intent: { through: ["1.34.11"] },
    steps: controlPlane,
  },
  {
    rule: "cluster-api §5 MachinePool",
    name: "the provider decides what a pool does: the version is all that changes",
    manifests: dockerCluster("Docker", "1.33.13", {}, [
      nodesOf("MachinePool", "pool", "DockerMachinePool", { version: "v1.33.13" }),
      objectOf("infrastructure", "v1beta2", "DockerMachinePool", "pool", { template: {} }),
    ]),
    goal,
    steps: [
      ...controlPlane,
      "2 upgradeNodes MachinePool pool /spec/template/spec/version: v1.33.13 -> v1.34.11",
    ],
    hazards: ["CAPI_PLAN_POOL_CONTRACT"],
    checks: ["KubeadmControlPlane prod runs 1.34.11", "MachinePool pool runs 1.34.11"],
  },
  {
    rule: "cluster-api §7 ordering",
    name: "deployments come before pools, whatever their names",
    manifests: dockerCluster("Docker", "1.33.13", {}, [
      nodesOf("MachinePool", "a", "DockerMachinePool", { version: "v1.33.13" }),
      objectOf("infrastructure", "v1beta2", "DockerMachinePool", "a", { template: {} }),
      nodesOf("MachineDeployment", "b", "DockerMachineTemplate", { version: "v1.33.13" }),
      objectOf("infrastructure", "v1beta2", "DockerMachineTemplate", "b", {
        template: { spec: {} },
      }),
    ]),
    goal,
    steps: [
      ...controlPlane,
      "2 upgradeNodes MachineDeployment b /spec/template/spec/version: v1.33.13 -> v1.34.11",
      "3 upgradeNodes MachinePool a /spec/template/spec/version: v1.33.13 -> v1.34.11",
    ],
  },
  {
    rule: "cluster-api §7 replicas-managed-by",
    name: "a pool's replicas are someone else's",
    manifests: dockerCluster("Docker", "1.33.13", {}, [
      nodesOf("MachinePool", "pool", "DockerMachinePool", {
        version: "v1.33.13",
        metadata: { annotations: { "cluster.x-k8s.io/replicas-managed-by": "karpenter" } },
      }),
      objectOf("infrastructure", "v1beta2", "DockerMachinePool", "pool", { template: {} }),
    ]),
    goal,
    steps: [
      ...controlPlane,
      "2 upgradeNodes MachinePool pool /spec/template/spec/version: v1.33.13 -> v1.34.11",
    ],
    hazards: [
      "PLAN_REPLICAS_MANAGED the manifest of pool gives a number of replicas, which is set by karpenter",
    ],
  },
  {
    rule: "cluster-api §7 replicas-managed-by",
    name: "unless the value is false",
    manifests: dockerCluster("Docker", "1.33.13", {}, [
      nodesOf("MachinePool", "pool", "DockerMachinePool", {
        version: "v1.33.13",
        metadata: { annotations: { "cluster.x-k8s.io/replicas-managed-by": "false" } },
      }),
      objectOf("infrastructure", "v1beta2", "DockerMachinePool", "pool", { template: {} }),
    ]),
    goal,
    steps: [
      ...controlPlane,
      "2 upgradeNodes MachinePool pool /spec/template/spec/version: v1.33.13 -> v1.34.11",
    ],
    without: ["PLAN_REPLICAS_MANAGED"],
  },
];
