import { plainCluster } from "./plain-cluster.ts";
import { lockstep } from "./plain-steps.ts";
import type { PlanCase } from "./plan-case.ts";

const rule = "cluster-api §5 what starts a rollout";
const goal = { kubernetesVersion: "1.34.11" };
const usual = lockstep(["1.33.13", "1.34.11"]);

const after = (when: string): string => `  rollout: { after: "${when}" }\n`;
const strategy = (text: string): string => `  rollout: { strategy: ${text} }\n`;

const stuck = [
  "PLAN_SURGE_NONE workers may neither add a machine nor miss one",
  "CAPI_WEBHOOK_INVALID maxUnavailable and maxSurge cannot both be 0 (on the way to 1.34.11: MachineDeployment prod/workers)",
];

/** What a MachineDeployment allows. */
export const deploymentCases: readonly PlanCase[] = [
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
];
