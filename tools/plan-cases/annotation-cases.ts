import { plainCluster, type PlainNodes } from "./plain-cluster.ts";
import { lockstep } from "./plain-steps.ts";
import type { PlanCase } from "./plan-case.ts";

const rule = "cluster-api §7 annotations";
const goal = { kubernetesVersion: "1.34.11" };
const usual = lockstep(["1.33.13", "1.34.11"]);

function withNodes(nodes: Omit<PlainNodes, "name">): string {
  return plainCluster({ nodes: [{ name: "workers", ...nodes }] });
}

const annotated = (text: string): string => `  annotations: { ${text} }\n`;

/** The first of two documents: a health check of the cluster. */
function healthCheck(spec: string): string {
  return `apiVersion: cluster.x-k8s.io/v1beta2
kind: MachineHealthCheck
metadata: { name: check, namespace: prod }
spec:
  clusterName: prod
  selector: { matchLabels: { role: worker } }
${spec}`;
}

const labelled = `  selector: { matchLabels: { role: worker } }
`;

/** Nodes that the health check is about. */
function checkedCluster(spec: string): string {
  return plainCluster({
    nodes: [{ name: "workers", labels: "role: worker", spec: labelled }],
    more: healthCheck(spec),
  });
}

/** What annotations, pauses, health checks and other writers mean for a plan. */
export const annotationCases: readonly PlanCase[] = [
  {
    rule,
    name: "paused on the control plane stops it",
    manifests: plainCluster({ controlPlaneMetadata: annotated('cluster.x-k8s.io/paused: ""') }),
    goal,
    blockers: [
      "PLAN_PAUSED paused: KubeadmControlPlane prod/prod by /metadata/annotations/cluster.x-k8s.io~1paused",
    ],
  },
  {
    rule,
    name: "paused on a MachineDeployment stops it",
    manifests: withNodes({ metadata: annotated('cluster.x-k8s.io/paused: "true"') }),
    goal,
    blockers: [
      "PLAN_PAUSED paused: MachineDeployment prod/workers by /metadata/annotations/cluster.x-k8s.io~1paused",
    ],
  },
  {
    rule: "cluster-api §7 pausing",
    name: "spec.paused of the Cluster stops everything of it",
    manifests: plainCluster({ clusterSpec: "  paused: true\n" }),
    goal,
    blockers: ["PLAN_PAUSED paused: Cluster prod/prod by /spec/paused"],
  },
  {
    rule: "cluster-api §7 pausing",
    name: "spec.paused of a MachineDeployment stops it",
    manifests: withNodes({ spec: "  paused: true\n" }),
    goal,
    blockers: ["PLAN_PAUSED paused: MachineDeployment prod/workers by /spec/paused"],
  },
  {
    rule: "cluster-api §7 pausing",
    name: "what is not touched may be paused",
    manifests: plainCluster({
      version: "1.34.11",
      nodes: [
        { name: "done", spec: "  paused: true\n" },
        { name: "workers", version: "1.33.13" },
      ],
    }),
    goal,
    steps: usual.slice(2).map((line) => line.replace(/^2/u, "1")),
  },
  {
    rule: "cluster-api §7 pausing",
    name: "paused: false pauses nothing",
    manifests: plainCluster({ clusterSpec: "  paused: false\n" }),
    goal,
    steps: usual,
  },
  {
    rule,
    name: "checks before machines are made are left out",
    manifests: withNodes({
      metadata: annotated("machineset.cluster.x-k8s.io/skip-preflight-checks: KubeadmVersionSkew"),
    }),
    goal,
    steps: usual,
    hazards: [
      "CAPI_PLAN_PREFLIGHT_SKIPPED before machines of workers are made, it is not checked: KubeadmVersionSkew",
    ],
  },
  {
    rule,
    name: "no new machines may be made",
    manifests: withNodes({
      metadata: annotated('cluster.x-k8s.io/disable-machine-create: "true"'),
    }),
    goal,
    steps: usual,
    hazards: ["CAPI_PLAN_NO_NEW_MACHINES no machines of workers are made"],
  },
  {
    rule,
    name: "the autoscaler owns the replicas, which the plan does not touch",
    manifests: withNodes({
      metadata: annotated(
        'cluster.x-k8s.io/cluster-api-autoscaler-node-group-min-size: "1", cluster.x-k8s.io/cluster-api-autoscaler-node-group-max-size: "9"',
      ),
    }),
    goal,
    steps: usual,
    hazards: [
      "PLAN_REPLICAS_MANAGED the manifest of workers gives a number of replicas, which is set by the autoscaler, from 1 to 9",
    ],
  },
  {
    rule,
    name: "an annotation of a topology's Cluster means nothing to a plain one",
    manifests: plainCluster({
      clusterMetadata: annotated('before-upgrade.hook.cluster.cluster.x-k8s.io/me: ""'),
    }),
    goal,
    steps: usual,
    without: ["CAPI_PLAN_GATED"],
  },
  {
    rule,
    name: "an infrastructure cluster that is managed elsewhere changes no step",
    manifests: plainCluster().replace(
      "kind: AWSCluster\nmetadata: { name: prod, namespace: prod }",
      "kind: AWSCluster\nmetadata: { name: prod, namespace: prod, annotations: { cluster.x-k8s.io/managed-by: terraform } }",
    ),
    goal,
    steps: usual,
    without: ["PLAN_PAUSED"],
  },
  {
    rule: "cluster-api §10 MachineHealthCheck",
    name: "the default of ten minutes for a node to appear is short for a new image",
    manifests: checkedCluster(
      '  remediation: { triggerIf: { unhealthyLessThanOrEqualTo: "40%" } }\n',
    ),
    goal,
    steps: usual,
    hazards: [
      "PLAN_HEALTH_CHECK_STARTUP check replaces machines of workers without a node after 600 seconds",
    ],
    without: ["PLAN_HEALTH_CHECK_LIMIT"],
  },
  {
    rule: "cluster-api §10 MachineHealthCheck",
    name: "without a limit it replaces all of them: the default is 100%",
    manifests: checkedCluster("  checks: { nodeStartupTimeoutSeconds: 1800 }\n"),
    goal,
    steps: usual,
    hazards: [
      "PLAN_HEALTH_CHECK_LIMIT check replaces machines of workers even if all are unhealthy",
    ],
    without: ["PLAN_HEALTH_CHECK_STARTUP"],
  },
  {
    rule: "cluster-api §10 MachineHealthCheck",
    name: "a range wins over the other limit",
    manifests: checkedCluster(
      '  checks: { nodeStartupTimeoutSeconds: 1800 }\n  remediation: { triggerIf: { unhealthyLessThanOrEqualTo: "100%", unhealthyInRange: "[1-2]" } }\n',
    ),
    goal,
    steps: usual,
    without: ["PLAN_HEALTH_CHECK_LIMIT", "PLAN_HEALTH_CHECK_STARTUP"],
  },
  {
    rule: "cluster-api §10 MachineHealthCheck",
    name: "a startup of zero seconds looks at no startup",
    manifests: checkedCluster(
      "  checks: { nodeStartupTimeoutSeconds: 0 }\n  remediation: { triggerIf: { unhealthyLessThanOrEqualTo: 1 } }\n",
    ),
    goal,
    steps: usual,
    without: ["PLAN_HEALTH_CHECK_LIMIT", "PLAN_HEALTH_CHECK_STARTUP"],
  },
  {
    rule: "cluster-api §7 who else writes",
    name: "Flux writes back what lies in its repository",
    manifests: withNodes({ metadata: "  labels: { kustomize.toolkit.fluxcd.io/name: apps }\n" }),
    goal,
    steps: usual,
    hazards: ["PLAN_GITOPS"],
  },
  {
    rule: "cluster-api §7 who else writes",
    name: "Argo CD writes back what lies in its repository",
    manifests: withNodes({ metadata: annotated("argocd.argoproj.io/tracking-id: apps:workers") }),
    goal,
    steps: usual,
    hazards: ["PLAN_GITOPS"],
  },
  {
    rule: "cluster-api §7 who else writes",
    name: "a field manager of a live object tells of a tool as well",
    manifests: withNodes({
      metadata: "  managedFields: [{ manager: argocd-controller, operation: Apply }]\n",
    }),
    goal,
    steps: usual,
    hazards: ["PLAN_GITOPS"],
  },
  {
    rule: "cluster-api §7 who else writes",
    name: "Helm applies only when somebody asks it to",
    manifests: withNodes({
      metadata:
        "  labels: { app.kubernetes.io/managed-by: Helm }\n  annotations: { meta.helm.sh/release-name: apps }\n",
    }),
    goal,
    steps: usual,
  },
];
