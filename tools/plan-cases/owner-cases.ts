import { machineTemplate, plainCluster } from "./plain-cluster.ts";
import { controlPlaneSteps, lockstep } from "./plain-steps.ts";
import type { PlanCase } from "./plan-case.ts";

const rule = "cluster-api §5 what starts a rollout";
const goal = { kubernetesVersion: "1.34.11" };
const usual = lockstep(["1.33.13", "1.34.11"]);
const reference =
  "{ apiGroup: infrastructure.cluster.x-k8s.io, kind: AWSMachineTemplate, name: alone }";

function machineSet(owner = "", version = "1.33.13"): string {
  return `apiVersion: cluster.x-k8s.io/v1beta2
kind: MachineSet
metadata:
  name: alone
  namespace: prod
${owner}spec:
  clusterName: prod
  replicas: 2
  template:
    spec:
      clusterName: prod
      version: v${version}
      bootstrap: { dataSecretName: boot }
      infrastructureRef: ${reference}
---
${machineTemplate("alone", version)}`;
}

function machine(version = "1.33.13"): string {
  return `apiVersion: cluster.x-k8s.io/v1beta2
kind: Machine
metadata: { name: alone, namespace: prod }
spec:
  clusterName: prod
  version: v${version}
  bootstrap: { dataSecretName: boot }
  infrastructureRef: { apiGroup: infrastructure.cluster.x-k8s.io, kind: AWSMachine, name: alone }
---
apiVersion: infrastructure.cluster.x-k8s.io/v1beta2
kind: AWSMachine
metadata: { name: alone, namespace: prod }
spec: { instanceType: m6i.large, ami: { id: ami-0abcdef0123456789 } }
`;
}

const owned =
  "  ownerReferences: [{ apiVersion: cluster.x-k8s.io/v1beta2, kind: MachineDeployment, name: workers, uid: u-1, controller: true }]\n";

/** Who replaces machines when something changes, and who does not. */
export const ownerCases: readonly PlanCase[] = [
  {
    rule,
    name: "a MachineSet without deployment replaces nothing: refused",
    manifests: plainCluster({ nodes: [], more: machineSet() }),
    goal,
    blockers: [
      "CAPI_PLAN_SET_ALONE MachineSet prod/alone would have to run 1.34.11, and has no owner that replaces machines",
    ],
  },
  {
    rule,
    name: "one that runs the goal already stays as it is",
    manifests: plainCluster({ version: "1.34.11", nodes: [], more: machineSet("", "1.34.11") }),
    goal,
    hazards: ["CLUSTER_MACHINE_SET_UNOWNED"],
  },
  {
    rule,
    name: "a MachineSet of a deployment is the deployment's",
    manifests: plainCluster({ more: machineSet(owned) }),
    goal,
    steps: usual,
  },
  {
    rule,
    name: "the version of a Machine without owner is only a label: refused",
    manifests: plainCluster({ nodes: [], more: machine() }),
    goal,
    blockers: [
      "CAPI_PLAN_MACHINE_ALONE Machine prod/alone would have to run 1.34.11, and has no owner that replaces machines",
    ],
  },
  {
    rule,
    name: "both kinds at once are told of at once",
    manifests: plainCluster({
      nodes: [],
      more: `${machineSet()}---\n${machine().replaceAll("alone", "single")}`,
    }),
    goal,
    blockers: [
      "CAPI_PLAN_SET_ALONE MachineSet prod/alone would have to run 1.34.11, and has no owner that replaces machines",
      "CAPI_PLAN_MACHINE_ALONE Machine prod/single would have to run 1.34.11, and has no owner that replaces machines",
    ],
  },
  {
    rule,
    name: "a control plane of another kind with a version follows it, by the contract",
    manifests: `apiVersion: cluster.x-k8s.io/v1beta2
kind: Cluster
metadata: { name: prod, namespace: prod }
spec:
  controlPlaneRef: { apiGroup: controlplane.cluster.x-k8s.io, kind: KamajiControlPlane, name: prod }
---
apiVersion: controlplane.cluster.x-k8s.io/v1alpha1
kind: KamajiControlPlane
metadata: { name: prod, namespace: prod }
spec: { version: 1.33.13, replicas: 2 }
`,
    goal,
    steps: ["1 upgradeControlPlane KamajiControlPlane prod /spec/version: 1.33.13 -> 1.34.11"],
    hazards: ["CAPI_PLAN_CONTROL_PLANE_CONTRACT"],
  },
  {
    rule,
    name: "one of another kind that makes machines from a template is refused",
    manifests: plainCluster({ nodes: [] })
      .replaceAll("KubeadmControlPlane", "RKE2ControlPlane")
      .replace(/ {2}kubeadmConfigSpec:\n.*\n/u, ""),
    goal,
    blockers: [
      "CAPI_PLAN_CONTROL_PLANE_UNKNOWN RKE2ControlPlane prod/prod makes its machines from a template, and nothing here knows when it takes another",
    ],
  },
  {
    rule: "cluster-api §5 KCP",
    name: "the template of a control plane is looked for under the name of the earlier hop",
    manifests: plainCluster({ version: "1.31.14", nodes: [] }),
    goal: { kubernetesVersion: "1.33.13" },
    steps: [
      ...controlPlaneSteps(1, "1.31.14", "1.32.13"),
      ...controlPlaneSteps(2, "1.32.13", "1.33.13", { isLater: true }),
    ],
  },
];
