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
const after = (when: string): string => `  rollout: { after: "${when}" }\n`;
const strategy = (text: string): string => `  rollout: { strategy: ${text} }\n`;

const stuck = [
  "PLAN_SURGE_NONE workers may neither add a machine nor miss one",
  "CAPI_WEBHOOK_INVALID maxUnavailable and maxSurge cannot both be 0 (on the way to 1.34.11: MachineDeployment prod/workers)",
];

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
    name: "rollout.after in the future replaces everything a second time",
    manifests: plainCluster({ nodes: [{ name: "workers", spec: after("2026-12-24T00:00:00Z") }] }),
    goal,
    steps: usual,
    hazards: [
      "PLAN_ROLLOUT_SCHEDULED workers is to replace all machines again on 2026-12-24T00:00:00Z",
    ],
  },
  {
    rule,
    name: "rollout.after in the past is done",
    manifests: plainCluster({ nodes: [{ name: "workers", spec: after("2026-01-24T00:00:00Z") }] }),
    goal,
    steps: usual,
    without: ["PLAN_ROLLOUT_SCHEDULED"],
  },
  {
    rule: "cluster-api §5 defaults",
    name: "OnDelete waits until somebody deletes the machines",
    manifests: plainCluster({ nodes: [{ name: "workers", spec: strategy("{ type: OnDelete }") }] }),
    goal,
    steps: usual,
    hazards: ["PLAN_ON_DELETE workers replaces a machine only when somebody deletes it"],
  },
  {
    rule: "cluster-api §5 defaults",
    name: "maxSurge 0 and maxUnavailable 0 are refused",
    manifests: plainCluster({
      nodes: [
        {
          name: "workers",
          spec: strategy(
            "{ type: RollingUpdate, rollingUpdate: { maxSurge: 0, maxUnavailable: 0 } }",
          ),
        },
      ],
    }),
    goal,
    blockers: stuck,
  },
  {
    rule: "cluster-api §5 defaults",
    name: "maxSurge 0 with a machine that may be missing is fine",
    manifests: plainCluster({
      nodes: [
        {
          name: "workers",
          spec: strategy(
            '{ type: RollingUpdate, rollingUpdate: { maxSurge: 0, maxUnavailable: "20%" } }',
          ),
        },
      ],
    }),
    goal,
    steps: usual,
    without: ["PLAN_SURGE_NONE"],
  },
  {
    rule: "cluster-api §5 defaults",
    name: "maxSurge 0 alone is too little, as maxUnavailable is 0 then",
    manifests: plainCluster({
      nodes: [
        {
          name: "workers",
          spec: strategy("{ type: RollingUpdate, rollingUpdate: { maxSurge: 0 } }"),
        },
      ],
    }),
    goal,
    blockers: stuck,
  },
  {
    rule: "cluster-api §8 MachineDeployment webhook",
    name: "no version rule of its own: a downgrade of the nodes is the planner's to refuse",
    manifests: plainCluster({
      version: "1.33.13",
      nodes: [{ name: "workers", version: "1.33.14", image: "1.33.13" }],
    }),
    goal: { kubernetesVersion: "1.33.13" },
    blockers: ["PLAN_DOWNGRADE 1.33.13 is older than 1.33.14, which workers asks for"],
  },
  {
    rule: "cluster-api §8 MachineDeployment webhook",
    name: "labels of the template have to match the selector",
    manifests: plainCluster({
      nodes: [{ name: "workers", spec: "  selector: { matchLabels: { role: worker } }\n" }],
    }),
    goal,
    blockers: [
      "CAPI_WEBHOOK_FORBIDDEN must match spec.selector (on the way to 1.34.11: MachineDeployment prod/workers)",
    ],
  },
  {
    rule: "cluster-api §8 MachineDeployment webhook",
    name: "another cluster's name in the template is refused",
    manifests: plainCluster().replace("      clusterName: prod", "      clusterName: other"),
    goal,
    blockers: [
      "CAPI_WEBHOOK_INVALID spec.clusterName and spec.template.spec.clusterName must be set to the same value (on the way to 1.34.11: MachineDeployment prod/workers)",
    ],
  },
  {
    rule: "cluster-api §8 MachineDeployment webhook",
    name: "an unknown name of a preflight check is refused",
    manifests: plainCluster({
      nodes: [
        {
          name: "workers",
          metadata:
            "  annotations: { machineset.cluster.x-k8s.io/skip-preflight-checks: Everything }\n",
        },
      ],
    }),
    goal,
    blockers: [
      "CAPI_WEBHOOK_INVALID skipped preflight check(s) must be among: All ControlPlaneIsStable ControlPlaneVersionSkew KubeadmVersionSkew KubernetesVersionSkew (on the way to 1.34.11: MachineDeployment prod/workers)",
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
