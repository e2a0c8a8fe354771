import { rotatedName } from "@imagewright/core/plan";

import { machineTemplate, plainCluster } from "./plain-cluster.ts";
import { controlPlaneSteps, lockstep, nodeSteps } from "./plain-steps.ts";
import type { PlanCase } from "./plan-case.ts";
import { amiOf } from "./usual-catalog.ts";

const rule = "cluster-api §13 half-upgraded";
const goal = { kubernetesVersion: "1.34.11" };
const later = { isLater: true };

/** What the copy of the control plane's template with the next image is called. */
const copied = rotatedName("control-plane", {
  apiVersion: "infrastructure.cluster.x-k8s.io/v1beta2",
  kind: "AWSMachineTemplate",
  spec: { template: { spec: { ami: { id: amiOf("1.34.11") }, instanceType: "m6i.large" } } },
});

/** What it is called with the present one. */
const present = rotatedName("control-plane", {
  apiVersion: "infrastructure.cluster.x-k8s.io/v1beta2",
  kind: "AWSMachineTemplate",
  spec: { template: { spec: { ami: { id: amiOf("1.33.13") }, instanceType: "m6i.large" } } },
});

/** Clusters in the middle of an upgrade: every state that a plan passes through. */
export const halfUpgradedCases: readonly PlanCase[] = [
  {
    rule,
    name: "the control plane has moved, and the nodes follow",
    manifests: plainCluster({
      version: "1.34.11",
      nodes: [{ name: "workers", version: "1.33.13" }],
    }),
    goal,
    steps: nodeSteps(1, "workers", "1.33.13", "1.34.11"),
    hazards: ["CLUSTER_VERSIONS_APART"],
  },
  {
    rule,
    name: "one group has followed already",
    manifests: plainCluster({
      version: "1.34.11",
      nodes: [{ name: "first" }, { name: "second", version: "1.33.13" }],
    }),
    goal,
    steps: nodeSteps(1, "second", "1.33.13", "1.34.11"),
  },
  {
    rule,
    name: "nodes that lag are brought along before the next minor",
    manifests: plainCluster({
      version: "1.33.13",
      nodes: [{ name: "workers", version: "1.32.13" }],
    }),
    goal,
    steps: [
      ...nodeSteps(1, "workers", "1.32.13", "1.33.13"),
      ...controlPlaneSteps(2, "1.33.13", "1.34.11"),
      ...nodeSteps(3, "workers", "1.33.13", "1.34.11", later),
    ],
  },
  {
    rule: "cluster-api §13 kubelet",
    name: "kubelets at three minors behind keep the control plane from its next step",
    manifests: plainCluster({
      version: "1.33.13",
      nodes: [{ name: "workers", version: "1.30.14" }],
    }),
    goal,
    intent: { pace: "fewer" },
    steps: [
      ...nodeSteps(1, "workers", "1.30.14", "1.33.13"),
      ...controlPlaneSteps(2, "1.33.13", "1.34.11"),
      ...nodeSteps(3, "workers", "1.33.13", "1.34.11", later),
    ],
  },
  {
    rule: "cluster-api §13 kubelet",
    name: "kubelets at two minors behind do not, where fewer rollouts are wanted",
    manifests: plainCluster({
      version: "1.33.13",
      nodes: [{ name: "workers", version: "1.31.14" }],
    }),
    goal,
    intent: { pace: "fewer" },
    steps: [
      ...controlPlaneSteps(1, "1.33.13", "1.34.11"),
      ...nodeSteps(2, "workers", "1.31.14", "1.34.11"),
    ],
  },
  {
    rule: "cluster-api §13 kubelet",
    name: "a hop of the nodes takes everybody along who lags, not only those who are too far behind",
    manifests: plainCluster({
      version: "1.33.13",
      nodes: [
        { name: "far", version: "1.30.14" },
        { name: "near", version: "1.32.13" },
      ],
    }),
    goal,
    intent: { pace: "fewer" },
    steps: [
      ...nodeSteps(1, "far", "1.30.14", "1.33.13"),
      ...nodeSteps(2, "near", "1.32.13", "1.33.13"),
      ...controlPlaneSteps(3, "1.33.13", "1.34.11"),
      ...nodeSteps(4, "far", "1.33.13", "1.34.11", later),
      ...nodeSteps(5, "near", "1.33.13", "1.34.11", later),
    ],
  },
  {
    rule: "cluster-api §13 kubelet",
    name: "a kubelet may not be newer than the API server",
    manifests: plainCluster({
      version: "1.33.13",
      nodes: [{ name: "workers", version: "1.34.11" }],
    }),
    goal: { kubernetesVersion: "1.35" },
    blockers: ["PLAN_SKEW workers asks for 1.34.11, newer than its control plane's 1.33.13"],
  },
  {
    rule: "cluster-api §13 kubelet",
    name: "a newer patch of the kubelet is no skew",
    manifests: plainCluster({
      version: "1.33.13",
      nodes: [{ name: "workers", version: "1.33.14", image: "1.33.13" }],
    }),
    goal,
    steps: [
      ...controlPlaneSteps(1, "1.33.13", "1.34.11"),
      ...nodeSteps(2, "workers", "1.33.13", "1.34.11").map((line) =>
        line.replace("version: v1.33.13", "version: v1.33.14"),
      ),
    ],
  },
  {
    rule: "cluster-api §13 kubelet",
    name: "what runs counts by the image where the version says something newer",
    manifests: plainCluster({ version: "1.33.13", nodes: [{ name: "workers", image: "1.30.14" }] }),
    goal,
    intent: { pace: "fewer" },
    steps: [
      `1 createTemplate AWSMachineTemplate workers-* of workers /spec/template/spec/ami/id: ${amiOf("1.30.14")} -> ${amiOf("1.33.13")}`,
      "1 upgradeNodes MachineDeployment workers /spec/template/spec/infrastructureRef/name: workers -> workers-*",
      ...controlPlaneSteps(2, "1.33.13", "1.34.11"),
      ...nodeSteps(3, "workers", "1.33.13", "1.34.11", later),
    ],
  },
  {
    rule: "cluster-api §13 API server",
    name: "skew beyond the policy is mended before anything else",
    manifests: plainCluster({
      version: "1.33.13",
      nodes: [{ name: "workers", version: "1.28.15" }],
    }),
    goal: { kubernetesVersion: "1.33.13" },
    steps: nodeSteps(1, "workers", "1.28.15", "1.33.13"),
  },
  {
    rule: "cluster-api §6 one patch",
    name: "an image that was changed under the same name needs the version alone",
    manifests: plainCluster({ nodes: [], image: "1.34.11" }),
    goal,
    steps: ["1 upgradeControlPlane KubeadmControlPlane prod /spec/version: v1.33.13 -> v1.34.11"],
  },
  {
    rule: "cluster-api §6 one patch",
    name: "a version that was changed without its image gets the image alone",
    manifests: plainCluster({ version: "1.34.11", nodes: [], image: "1.33.13" }),
    goal,
    steps: [
      `1 createTemplate AWSMachineTemplate control-plane-* of control-plane /spec/template/spec/ami/id: ${amiOf("1.33.13")} -> ${amiOf("1.34.11")}`,
      "1 upgradeControlPlane KubeadmControlPlane prod /spec/machineTemplate/spec/infrastructureRef/name: control-plane -> control-plane-*",
    ],
  },
  {
    rule: "cluster-api §6 names",
    name: "a template that an interrupted plan has made already is used",
    manifests: plainCluster({
      nodes: [],
      more: machineTemplate(copied, "1.34.11"),
    }),
    goal,
    steps: controlPlaneSteps(1, "1.33.13", "1.34.11").slice(1),
  },
  {
    rule: "cluster-api §6 names",
    name: "a template of that name that says something else is not overwritten",
    manifests: plainCluster({
      nodes: [],
      more: machineTemplate(copied, "1.35.8"),
    }),
    goal,
    blockers: [
      `PLAN_NAME_TAKEN AWSMachineTemplate "${copied}" is there already and says something else`,
    ],
  },
  {
    rule,
    name: "a template that a plan made loses its digest for the next one",
    manifests: plainCluster({ version: "1.33.13", template: present, nodes: [] }),
    goal,
    steps: lockstep(["1.33.13", "1.34.11"], { nodes: [], isLater: true }),
  },
];
