import { plainCluster } from "./plain-cluster.ts";
import { controlPlaneSteps, lockstep } from "./plain-steps.ts";
import type { PlanCase } from "./plan-case.ts";

const rule = "cluster-api §8 KCP webhook";
const goal = { kubernetesVersion: "1.34.11" };
const one = lockstep(["1.33.13", "1.34.11"], { nodes: [] });
const external =
  "      etcd: { external: { endpoints: [https://etcd.example.com:2379], caFile: /a, certFile: /b, keyFile: /c } }\n";

/** What a KubeadmControlPlane allows, and how it moves. */
export const controlPlaneCases: readonly PlanCase[] = [
  {
    rule,
    name: "one minor at a time, so that two minors are two steps",
    manifests: plainCluster({ version: "1.32.13", nodes: [] }),
    goal,
    steps: lockstep(["1.32.13", "1.33.13", "1.34.11"], { nodes: [] }),
  },
  {
    rule,
    name: "no rule of its own against downgrades, so that the planner has one",
    manifests: plainCluster({ nodes: [] }),
    goal: { kubernetesVersion: "1.33.4" },
    blockers: ["PLAN_DOWNGRADE 1.33.4 is older than 1.33.13, which the control plane asks for"],
  },
  {
    rule,
    name: "no way back by a minor",
    manifests: plainCluster(),
    goal: { kubernetesVersion: "1.32.13" },
    blockers: ["PLAN_DOWNGRADE 1.32.13 is older than 1.33.13, which the control plane asks for"],
  },
  {
    rule,
    name: "a version without v is taken, and written with it",
    manifests: plainCluster({ nodes: [] }).replace("version: v1.33.13", "version: 1.33.13"),
    goal,
    steps: controlPlaneSteps(1, "1.33.13", "1.34.11").map((line) =>
      line.replace("version: v1.33.13", "version: 1.33.13"),
    ),
  },
  {
    rule,
    name: "an even number of replicas is refused with stacked etcd",
    manifests: plainCluster({ nodes: [], replicas: 2 }),
    goal,
    blockers: [
      "CAPI_WEBHOOK_FORBIDDEN cannot be an even number when etcd is stacked (on the way to 1.34.11: KubeadmControlPlane prod/prod)",
    ],
  },
  {
    rule,
    name: "an even number of replicas is accepted with external etcd",
    manifests: plainCluster({ nodes: [], replicas: 2 }).replace(
      "    clusterConfiguration: {}\n",
      `    clusterConfiguration:\n${external}`,
    ),
    goal,
    steps: one,
    hazards: [
      "CAPI_PLAN_ETCD_EXTERNAL the etcd of prod is external, and Kubernetes 1.34.11 expects 3.6",
    ],
    without: ["CAPI_PLAN_ETCD_OLD", "CAPI_PLAN_ETCD_UNKNOWN"],
  },
  {
    rule,
    name: "maxSurge is 0 or 1",
    manifests: plainCluster({
      nodes: [],
      controlPlane:
        "  rollout: { strategy: { type: RollingUpdate, rollingUpdate: { maxSurge: 2 } } }\n",
    }),
    goal,
    blockers: [
      "CAPI_WEBHOOK_REQUIRED value must be 1 or 0 (on the way to 1.34.11: KubeadmControlPlane prod/prod)",
    ],
  },
  {
    rule: "cluster-api §5 defaults",
    name: "maxSurge 0 needs three replicas",
    manifests: plainCluster({
      nodes: [],
      replicas: 1,
      controlPlane:
        "  rollout: { strategy: { type: RollingUpdate, rollingUpdate: { maxSurge: 0 } } }\n",
    }),
    goal,
    blockers: [
      "CAPI_WEBHOOK_REQUIRED when KubeadmControlPlane is configured to scale-in, replica count needs to be at least 3 (on the way to 1.34.11: KubeadmControlPlane prod/prod)",
    ],
  },
  {
    rule: "cluster-api §5 defaults",
    name: "maxSurge 0 is fine with three replicas",
    manifests: plainCluster({
      nodes: [],
      controlPlane:
        "  rollout: { strategy: { type: RollingUpdate, rollingUpdate: { maxSurge: 0 } } }\n",
    }),
    goal,
    steps: one,
    without: ["PLAN_SURGE_NONE"],
  },
  {
    rule: "cluster-api §5 defaults",
    name: "a control plane of one machine runs two members of etcd for a while",
    manifests: plainCluster({ nodes: [], replicas: 1 }),
    goal,
    steps: one,
    hazards: ["PLAN_CONTROL_PLANE_SINGLE the control plane prod has one machine"],
  },
  {
    rule,
    name: "CoreDNS without a tag stays what it is, which is the user's add-on",
    manifests: plainCluster({ nodes: [] }),
    goal,
    steps: one,
    hazards: ["CAPI_PLAN_COREDNS prod keeps the CoreDNS that runs"],
  },
  {
    rule,
    name: "CoreDNS with a tag stays at it",
    manifests: plainCluster({ nodes: [] }).replace(
      "clusterConfiguration: {}",
      "clusterConfiguration: { dns: { imageTag: v1.11.3 } }",
    ),
    goal,
    steps: one,
    hazards: ["CAPI_PLAN_COREDNS prod keeps CoreDNS at v1.11.3"],
  },
  {
    rule: "cluster-api §7 skip-coredns",
    name: "the control plane leaves the add-on alone",
    manifests: plainCluster({
      nodes: [],
      controlPlaneMetadata: '  annotations: { controlplane.cluster.x-k8s.io/skip-coredns: "" }\n',
    }),
    goal,
    steps: one,
    without: ["CAPI_PLAN_COREDNS"],
  },
  {
    rule: "cluster-api §7 skip-kube-proxy",
    name: "the control plane leaves kube-proxy alone, which changes no step",
    manifests: plainCluster({
      nodes: [],
      controlPlaneMetadata:
        '  annotations: { controlplane.cluster.x-k8s.io/skip-kube-proxy: "" }\n',
    }),
    goal,
    steps: one,
    hazards: ["CAPI_PLAN_COREDNS prod keeps the CoreDNS that runs"],
  },
  {
    rule: "cluster-api §4 imageRepository",
    name: "a registry of component images has to hold those of every version",
    manifests: plainCluster({ version: "1.32.13", nodes: [] }).replace(
      "clusterConfiguration: {}",
      "clusterConfiguration: { imageRepository: registry.example.com/k8s }",
    ),
    goal,
    steps: lockstep(["1.32.13", "1.33.13", "1.34.11"], { nodes: [] }),
    hazards: [
      "CAPI_PLAN_REPOSITORY registry.example.com/k8s has to hold the images of kubernetes for 1.33.13, 1.34.11",
    ],
  },
];
