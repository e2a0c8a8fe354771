import type { JsonObject } from "@imagewright/core";

import { passage } from "./karpenter-passage.ts";
import type { PlanCase } from "./plan-case.ts";
import { streamOf } from "./topology-cluster.ts";
import { amiOf } from "./usual-catalog.ts";

const rule = "karpenter §9 upgrade";
const intent = { controlPlaneVersion: "1.33" };
const goal = { kubernetesVersion: "1.34" };

function classOf(terms: readonly JsonObject[], more: JsonObject = {}, version = "v1"): JsonObject {
  return {
    apiVersion: `karpenter.k8s.aws/${version}`,
    kind: "EC2NodeClass",
    metadata: { name: "default" },
    spec: {
      amiFamily: "AL2023",
      amiSelectorTerms: terms,
      role: "nodes",
      subnetSelectorTerms: [{ id: "subnet-0a1b2c3d" }],
      securityGroupSelectorTerms: [{ id: "sg-0a1b2c3d" }],
      ...more,
    },
  };
}

function poolOf(disruption: JsonObject | undefined, version = "v1"): JsonObject {
  const ref = { kind: "EC2NodeClass", name: "default" };
  return {
    apiVersion: `karpenter.sh/${version}`,
    kind: "NodePool",
    metadata: { name: "general" },
    spec: {
      template: {
        spec: {
          nodeClassRef: version === "v1" ? { group: "karpenter.k8s.aws", ...ref } : ref,
          requirements: [
            { key: "kubernetes.io/arch", operator: "In", values: ["amd64"] },
            { key: "karpenter.sh/capacity-type", operator: "In", values: ["on-demand"] },
          ],
        },
      },
      ...(disruption !== undefined && { disruption }),
    },
  };
}

const budgets = { consolidateAfter: "1m", budgets: [{ nodes: "20%" }] };
const byId = (version: string): readonly JsonObject[] => [{ id: amiOf(version, "al2023") }];
const usual = [classOf(byId("1.33.13")), poolOf(budgets)];

const ami = (version: string): string => amiOf(version, "al2023");
const alone = passage({ to: "1.34.11", minor: "1.34", images: [ami("1.33.13"), ami("1.34.11")] });

/** Pools of Karpenter: held back, tried, switched, let go. */
export const karpenterCases: readonly PlanCase[] = [
  {
    rule,
    name: "freeze, control plane by hand, canary, switch, thaw",
    manifests: streamOf(usual),
    checks: [
      "NodePool general-canary-* runs 1.34.11 of al2023-1.34.11",
      "EC2NodeClass default runs 1.34.11 of al2023-1.34.11",
      "NodePool general runs 1.34.11 of al2023-1.34.11",
    ],
    goal,
    intent,
    steps: alone,
  },
  {
    rule,
    name: "without the control plane's version nothing is guessed",
    manifests: streamOf(usual),
    goal,
    blockers: [
      "PLAN_CONTROL_PLANE_MISSING the control plane of cluster prod is not among the manifests",
    ],
  },
  {
    rule,
    name: "pools of v1beta1 have budgets without reasons, and all disruption rests",
    manifests: streamOf([
      classOf(byId("1.29.15"), {}, "v1beta1"),
      poolOf({ budgets: [{ nodes: "20%" }] }, "v1beta1"),
    ]),
    goal: { kubernetesVersion: "1.30" },
    intent: { controlPlaneVersion: "1.29" },
    targetVersions: { karpenter: "0.37.8" },
    steps: passage({
      to: "1.30.14",
      minor: "1.30",
      reasons: "",
      images: [ami("1.29.15"), ami("1.30.14")],
    }),
    hazards: ["KARPENTER_PLAN_CONSOLIDATION"],
  },
  {
    rule,
    name: "before 0.34 there are no budgets",
    manifests: streamOf([classOf(byId("1.27.16"), {}, "v1beta1"), poolOf(undefined, "v1beta1")]),
    goal: { kubernetesVersion: "1.28" },
    intent: { controlPlaneVersion: "1.27" },
    targetVersions: { karpenter: "0.33.1" },
    blockers: ["KARPENTER_PLAN_NO_BUDGETS Karpenter 0.33.1 reads no budgets of node pool general"],
  },
  {
    rule,
    name: "Provisioners have none at all",
    manifests: streamOf([
      {
        apiVersion: "karpenter.sh/v1alpha5",
        kind: "Provisioner",
        metadata: { name: "general" },
        spec: { providerRef: { name: "default" } },
      },
      {
        apiVersion: "karpenter.k8s.aws/v1alpha1",
        kind: "AWSNodeTemplate",
        metadata: { name: "default" },
        spec: { amiFamily: "AL2" },
      },
    ]),
    goal: { kubernetesVersion: "1.28" },
    intent: { controlPlaneVersion: "1.27" },
    blockers: ["KARPENTER_PLAN_ALPHA nothing holds the nodes of provisioner general back"],
  },
  {
    rule,
    name: "Karpenter has to support the minor first",
    manifests: streamOf(usual),
    goal,
    intent,
    targetVersions: { karpenter: "1.5.0" },
    blockers: ["KARPENTER_PLAN_KUBERNETES_NEW Karpenter 1.5.0 supports Kubernetes 1.26 to 1.33"],
  },
  {
    rule,
    name: "an alias follows the control plane by itself",
    manifests: streamOf([classOf([{ alias: "al2023@latest" }]), poolOf(budgets)]),
    goal,
    intent,
    steps: passage({ to: "1.34", minor: "1.34" }),
  },
  {
    rule,
    name: "there is no Amazon Linux 2 for 1.33",
    manifests: streamOf([
      classOf([{ alias: "al2@latest" }], { amiFamily: "AL2" }),
      poolOf(budgets),
    ]),
    goal: { kubernetesVersion: "1.33" },
    intent: { controlPlaneVersion: "1.32" },
    blockers: ["KARPENTER_PLAN_FAMILY images of AL2 end before Kubernetes 1.33"],
  },
  {
    rule,
    name: "a pool that is never disrupted never ends",
    manifests: streamOf([
      classOf(byId("1.33.13")),
      poolOf({ consolidateAfter: "1m", budgets: [{ nodes: "0" }] }),
    ]),
    goal,
    intent,
    blockers: ["KARPENTER_PLAN_HELD a budget of node pool general never lets a node go"],
  },
  {
    rule,
    name: "a class that is not there",
    manifests: streamOf([poolOf(budgets)]),
    goal,
    intent,
    blockers: [
      "KARPENTER_PLAN_CLASS_MISSING EC2NodeClass default of node pool general is not among the objects",
    ],
  },
  {
    rule,
    name: "with fewer rollouts nodes of a named AMI pass over a minor",
    manifests: streamOf([classOf(byId("1.32.13")), poolOf(budgets)]),
    goal,
    intent: { controlPlaneVersion: "1.32", pace: "fewer" },
    steps: [
      "1 upgradeByHand Upgrade the control plane of cluster prod to 1.33, and see that its API server says so",
      ...passage({
        stage: 2,
        to: "1.34.11",
        minor: "1.34",
        images: [ami("1.32.13"), ami("1.34.11")],
      }),
    ],
  },
  {
    rule,
    name: "at each minor they follow where nothing else is wanted",
    manifests: streamOf([classOf(byId("1.32.13")), poolOf(budgets)]),
    goal,
    intent: { controlPlaneVersion: "1.32" },
    steps: [
      ...passage({ to: "1.33.13", minor: "1.33", images: [ami("1.32.13"), ami("1.33.13")] }),
      ...passage({
        stage: 6,
        to: "1.34.11",
        minor: "1.34",
        images: [ami("1.33.13"), ami("1.34.11")],
      }),
    ],
  },
  {
    rule,
    name: "nodes of an alias follow each minor whatever is wanted, and are held back at each",
    manifests: streamOf([classOf([{ alias: "al2023@latest" }]), poolOf(budgets)]),
    goal,
    intent: { controlPlaneVersion: "1.32", pace: "fewer" },
    steps: [
      ...passage({ to: "1.33", minor: "1.33" }),
      ...passage({ stage: 4, to: "1.34", minor: "1.34" }),
    ],
  },
  {
    rule: "karpenter §9 skew",
    name: "an image is never switched before the control plane has moved: a newer one is refused",
    manifests: streamOf([classOf(byId("1.34.11")), poolOf(budgets)]),
    goal,
    intent,
    blockers: ["PLAN_SKEW general asks for 1.34.11, newer than its control plane's 1.33"],
  },
];
