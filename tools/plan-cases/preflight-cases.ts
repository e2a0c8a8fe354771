import { plainCluster, type PlainNodes } from "./plain-cluster.ts";
import { lockstep } from "./plain-steps.ts";
import type { PlanCase } from "./plan-case.ts";

const rule = "cluster-api §9 preflight checks";
const goal = { kubernetesVersion: "1.34.11" };
const usual = lockstep(["1.33.13", "1.34.11"]);

function joined(nodes: Omit<PlainNodes, "name"> = {}): string {
  return plainCluster({ nodes: [{ name: "workers", isJoined: true, ...nodes }] });
}

const skips = (names: string): string =>
  `  annotations: { machineset.cluster.x-k8s.io/skip-preflight-checks: "${names}" }\n`;
const waiting =
  "CAPI_PLAN_WORKERS_WAIT no machine of workers can be made between the control plane's steps and their own";
const bounds =
  'cluster.x-k8s.io/cluster-api-autoscaler-node-group-min-size: "1", cluster.x-k8s.io/cluster-api-autoscaler-node-group-max-size: "9"';
const scaled = `  annotations: { ${bounds} }\n`;

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
    name: "KubeadmVersionSkew is about KubeadmConfigTemplates alone",
    manifests: plainCluster({ nodes: [{ name: "workers", metadata: scaled }] }),
    goal,
    steps: usual,
    without: ["CAPI_PLAN_WORKERS_HELD", "CAPI_PLAN_WORKERS_WAIT"],
  },
  {
    rule,
    name: "KubeadmVersionSkew is about minor versions: a patch holds nobody",
    manifests: joined().replaceAll("v1.33.13", "v1.33.13"),
    goal: { kubernetesVersion: "1.33.13" },
    without: ["CAPI_PLAN_WORKERS_HELD"],
  },
  {
    rule,
    name: "a group that leaves the check out is not held",
    manifests: joined({ metadata: skips("KubeadmVersionSkew") }),
    goal,
    steps: usual,
    without: ["CAPI_PLAN_WORKERS_HELD"],
    hazards: ["CAPI_PLAN_PREFLIGHT_SKIPPED"],
  },
  {
    rule,
    name: "nor one that leaves all out, with blanks around commas",
    manifests: joined({ metadata: skips(" ControlPlaneIsStable , All ") }),
    goal,
    steps: usual,
    without: ["CAPI_PLAN_WORKERS_HELD"],
  },
  {
    rule,
    name: "leaving another check out does not help",
    manifests: joined({
      metadata: skips("KubernetesVersionSkew,ControlPlaneIsStable").replace("}", `, ${bounds} }`),
    }),
    goal,
    steps: usual,
    hazards: [waiting],
  },
  {
    rule,
    name: "an autoscaler acts on them to no effect",
    manifests: joined({ metadata: scaled }),
    goal,
    steps: usual,
    hazards: [`${waiting}; an autoscaler acts on workers, to no effect`],
  },
  {
    rule,
    name: "KubernetesVersionSkew: three minors are the most that nodes may be behind",
    manifests: plainCluster({
      version: "1.33.13",
      nodes: [{ name: "workers", isJoined: true, version: "1.30.14" }],
    }),
    goal: { kubernetesVersion: "1.33.13" },
    steps: [
      ...lockstep(["1.30.14", "1.33.13"])
        .slice(2)
        .map((line) => line.replace(/^2/u, "1")),
    ],
  },
];
