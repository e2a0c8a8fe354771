import { plainCluster, type PlainNodes } from "./plain-cluster.ts";
import { lockstep, nodeSteps } from "./plain-steps.ts";
import type { PlanCase } from "./plan-case.ts";
import { catalogOf } from "./usual-catalog.ts";

const rule = "cluster-api §9 preflight checks";
const goal = { kubernetesVersion: "1.34.11" };
const usual = lockstep(["1.33.13", "1.34.11"]);
const bounds =
  'cluster.x-k8s.io/cluster-api-autoscaler-node-group-min-size: "1", cluster.x-k8s.io/cluster-api-autoscaler-node-group-max-size: "9"';
const scaled = `  annotations: { ${bounds} }\n`;
const waiting =
  "CAPI_PLAN_WORKERS_WAIT no machine of workers can be made between the control plane's steps and their own; an autoscaler acts on workers, to no effect";

function joined(nodes: Omit<PlainNodes, "name"> = {}): string {
  return plainCluster({ nodes: [{ name: "workers", isJoined: true, ...nodes }] });
}

/** Nodes with an autoscaler that leave checks out. */
function skipping(names: string): string {
  return joined({
    metadata: `  annotations: { machineset.cluster.x-k8s.io/skip-preflight-checks: "${names}", ${bounds} }\n`,
  });
}

/** Machines that cannot be made between the step of the control plane and that of their group. */
export const preflightCases: readonly PlanCase[] = [
  {
    rule,
    name: "KubeadmVersionSkew: nodes that kubeadm joins wait for their own step, as usual",
    manifests: joined(),
    goal,
    steps: usual,
    without: ["CAPI_PLAN_WORKERS_HELD", "CAPI_PLAN_WORKERS_WAIT"],
  },
  {
    rule,
    name: "KubeadmVersionSkew: an autoscaler acts on them to no effect meanwhile",
    manifests: joined({ metadata: scaled }),
    goal,
    steps: usual,
    hazards: [waiting],
  },
  {
    rule,
    name: "KubeadmVersionSkew: health checks remediate them to no effect",
    manifests: plainCluster({
      nodes: [
        {
          name: "workers",
          isJoined: true,
          labels: "role: worker",
          spec: "  selector: { matchLabels: { role: worker } }\n",
        },
      ],
      more: `apiVersion: cluster.x-k8s.io/v1beta2
kind: MachineHealthCheck
metadata: { name: check, namespace: prod }
spec: { clusterName: prod, selector: { matchLabels: { role: worker } } }
`,
    }),
    goal,
    steps: usual,
    hazards: [waiting.replace("an autoscaler acts", "health checks act")],
  },
  {
    rule,
    name: "KubeadmVersionSkew is about KubeadmConfigTemplates alone",
    manifests: plainCluster({ nodes: [{ name: "workers", metadata: scaled }] }),
    goal,
    steps: usual,
    without: ["CAPI_PLAN_WORKERS_WAIT"],
  },
  {
    rule,
    name: "KubeadmVersionSkew is about minor versions: a patch holds nobody",
    manifests: plainCluster({
      version: "1.33.4",
      nodes: [{ name: "workers", isJoined: true, metadata: scaled }],
    }),
    catalog: catalogOf(["1.33.4", "1.33.13"]),
    goal: { kubernetesVersion: "1.33.13" },
    steps: lockstep(["1.33.4", "1.33.13"]),
    without: ["CAPI_PLAN_WORKERS_WAIT"],
  },
  {
    rule,
    name: "KubeadmVersionSkew: with fewer rollouts nodes are held at every minor in between",
    manifests: plainCluster({ version: "1.32.13", nodes: [{ name: "workers", isJoined: true }] }),
    goal,
    intent: { pace: "fewer" },
    steps: [
      ...lockstep(["1.32.13", "1.33.13", "1.34.11"], { nodes: [] }),
      ...nodeSteps(3, "workers", "1.32.13", "1.34.11"),
    ],
    hazards: [
      "CAPI_PLAN_WORKERS_HELD no machine of workers can be made from 1.33.13 on, until they follow to 1.34.11",
    ],
  },
  {
    rule,
    name: "a group that leaves the check out is not held",
    manifests: skipping("KubeadmVersionSkew"),
    goal,
    steps: usual,
    without: ["CAPI_PLAN_WORKERS_WAIT"],
    hazards: ["CAPI_PLAN_PREFLIGHT_SKIPPED"],
  },
  {
    rule,
    name: "nor one that leaves all out, with blanks around commas",
    manifests: skipping(" ControlPlaneIsStable , All "),
    goal,
    steps: usual,
    without: ["CAPI_PLAN_WORKERS_WAIT"],
  },
  {
    rule,
    name: "leaving other checks out does not help",
    manifests: skipping("KubernetesVersionSkew,ControlPlaneIsStable"),
    goal,
    steps: usual,
    hazards: [waiting],
  },
  {
    rule,
    name: "KubernetesVersionSkew: nodes at three minors behind can be upgraded at once",
    manifests: plainCluster({
      version: "1.33.13",
      nodes: [{ name: "workers", isJoined: true, version: "1.30.14" }],
    }),
    goal: { kubernetesVersion: "1.33.13" },
    steps: nodeSteps(1, "workers", "1.30.14", "1.33.13"),
  },
];
