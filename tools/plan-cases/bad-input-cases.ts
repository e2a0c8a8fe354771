import { machineTemplate, plainCluster } from "./plain-cluster.ts";
import { controlPlaneSteps, lockstep, nodeSteps } from "./plain-steps.ts";
import type { PlanCase } from "./plan-case.ts";

const rule = "bad input";
const goal = { kubernetesVersion: "1.34.11" };
const unknown = "PLAN_VERSION_UNKNOWN the Kubernetes version of control plane prod is not known";

/** A cluster of a provider that no plugin reads. */
const foreign = plainCluster({ nodes: [] })
  .replaceAll("AWSMachineTemplate", "VSphereMachineTemplate")
  .replaceAll("AWSCluster", "VSphereCluster");

/** Only the documents that are about some kinds. */
function only(manifests: string, ...kinds: readonly string[]): string {
  return manifests
    .split("---\n")
    .filter((document) => kinds.some((kind) => document.includes(`\nkind: ${kind}\n`)))
    .join("---\n");
}

const owner = (kind: string, name: string): string =>
  `  ownerReferences: [{ apiVersion: cluster.x-k8s.io/v1beta2, kind: ${kind}, name: ${name}, uid: u-1, controller: true }]\n`;

/** What no plan can be made from, and what one can be made from all the same. */
export const badInputCases: readonly PlanCase[] = [
  {
    rule,
    name: "two objects of one name with different content",
    manifests: plainCluster({ nodes: [], more: machineTemplate("control-plane", "1.32.13") }),
    goal,
    blockers: [
      "CLUSTER_OBJECT_DUPLICATE AWSMachineTemplate prod/control-plane: the object is written in document 3 of cluster.yaml too, in another way",
    ],
  },
  {
    rule,
    name: "two objects of one name with the same content are one",
    manifests: plainCluster({ nodes: [], more: machineTemplate("control-plane", "1.33.13") }),
    goal,
    steps: lockstep(["1.33.13", "1.34.11"], { nodes: [] }),
    hazards: ["CLUSTER_OBJECT_REPEATED"],
  },
  {
    rule,
    name: "objects that own each other in a circle",
    manifests: plainCluster({
      nodes: [
        { name: "a", metadata: owner("MachineDeployment", "b") },
        { name: "b", metadata: owner("MachineDeployment", "a") },
      ],
    }),
    goal,
    blockers: [
      "CLUSTER_REFERENCE_CYCLE MachineDeployment prod/a: it leads back to itself through MachineDeployment prod/b",
    ],
  },
  {
    rule,
    name: "a provider that no plugin reads",
    manifests: foreign,
    goal,
    blockers: [
      "CAPI_PLAN_IMAGE_UNREAD no plugin reads the images of VSphereMachineTemplate, which prod is made from",
    ],
  },
  {
    rule,
    name: "one at the goal already has nothing to be refused",
    manifests: foreign.replace("v1.33.13", "v1.34.11"),
    goal,
    hazards: ["CLUSTER_KIND_UNKNOWN"],
  },
  {
    rule,
    name: "a version that is none",
    manifests: plainCluster({ nodes: [] }).replace("v1.33.13", "latest"),
    goal,
    blockers: [
      "CLUSTER_VERSION_INVALID KubeadmControlPlane prod/prod: this is no Kubernetes version",
      unknown,
    ],
  },
  {
    rule,
    name: "a version of four numbers",
    manifests: plainCluster({ nodes: [] }).replace("v1.33.13", "v1.33.13.1"),
    goal,
    blockers: [
      "CLUSTER_VERSION_INVALID KubeadmControlPlane prod/prod: this is no Kubernetes version",
      unknown,
    ],
  },
  {
    rule,
    name: "a version that YAML reads as a number",
    manifests: plainCluster({ nodes: [] }).replace("version: v1.33.13", "version: 1.33"),
    goal,
    blockers: ["PLAN_VERSION_UNKNOWN control plane prod names no Kubernetes version"],
  },
  {
    rule,
    name: "a variable without value where the version stands",
    manifests: plainCluster({ nodes: [] }).replace("v1.33.13", "${KUBERNETES_VERSION}"),
    goal,
    blockers: [unknown],
    hazards: ["CLUSTER_VALUE_OPEN"],
  },
  {
    rule,
    name: "a variable without value where the nodes' version stands",
    manifests: plainCluster({ version: "1.33.13", nodes: [{ name: "workers" }] }).replace(
      "      version: v1.33.13",
      "      version: ${KUBERNETES_VERSION}",
    ),
    goal,
    blockers: ["PLAN_VERSION_UNKNOWN the Kubernetes version of workers is not known"],
  },
  {
    rule,
    name: "a variable without value where the image stands",
    manifests: plainCluster({ nodes: [] }).replace(/id: ami-\w+/u, 'id: "${AMI_ID}"'),
    goal,
    blockers: [
      "PLAN_IMAGE_CHOICE several images of Kubernetes 1.34.11, as ami, in eu-west-1 fit prod",
    ],
  },
  {
    rule: "fragments",
    name: "nodes without their control plane: nobody knows what it runs",
    manifests: only(plainCluster(), "MachineDeployment", "AWSMachineTemplate"),
    goal,
    blockers: [
      "PLAN_CONTROL_PLANE_MISSING the control plane of cluster prod is not among the manifests",
    ],
  },
  {
    rule: "fragments",
    name: "nodes without their control plane, whose version the intent says",
    manifests: only(plainCluster(), "MachineDeployment", "AWSMachineTemplate"),
    goal,
    intent: { controlPlaneVersion: "1.34.11" },
    steps: nodeSteps(1, "workers", "1.33.13", "1.34.11"),
  },
  {
    rule: "fragments",
    name: "and where it has to move, a person moves it",
    manifests: only(plainCluster(), "MachineDeployment", "AWSMachineTemplate"),
    goal,
    intent: { controlPlaneVersion: "1.33.13" },
    steps: [
      "1 upgradeByHand Upgrade the control plane of cluster prod to 1.34.11, and see that its API server says so",
      ...nodeSteps(2, "workers", "1.33.13", "1.34.11"),
    ],
  },
  {
    rule: "fragments",
    name: "a control plane without template: it cannot be copied",
    manifests: plainCluster({ nodes: [] }).replace(
      /---\napiVersion: infrastructure\S+\nkind: AWSMachineTemplate[\s\S]*/u,
      "",
    ),
    goal,
    blockers: [
      "CAPI_PLAN_OBJECT_MISSING AWSMachineTemplate control-plane, which prod is made from, is not among the manifests",
    ],
  },
  {
    rule: "fragments",
    name: "a control plane and its template are enough",
    manifests: only(plainCluster(), "Cluster", "KubeadmControlPlane", "AWSMachineTemplate"),
    goal,
    steps: controlPlaneSteps(1, "1.33.13", "1.34.11"),
  },
  {
    rule: "fragments",
    name: "an object that says which cluster it is of, and nothing else",
    manifests: `apiVersion: cluster.x-k8s.io/v1beta2
kind: MachineDeployment
metadata: { name: workers, namespace: prod }
spec: { clusterName: prod, template: { spec: { clusterName: prod } } }
`,
    goal,
    intent: { controlPlaneVersion: "1.33.13" },
    blockers: [
      "CLUSTER_REFERENCE_INCOMPLETE MachineDeployment prod/workers: it does not name what its machines are made from",
    ],
  },
];
