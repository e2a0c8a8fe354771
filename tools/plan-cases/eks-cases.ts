import type { JsonObject } from "@imagewright/core";

import { deployment, eksCluster, nodeGroup } from "./eks-cluster.ts";
import type { PlanCase } from "./plan-case.ts";
import { amiOf } from "./usual-catalog.ts";

const rule = "aws-capa §6 EKS";

const plain = { amiType: "AL2023_x86_64_STANDARD", instanceType: "m6i.large" };

/** A node group with an AMI of one's own. */
function custom(version: string): readonly JsonObject[] {
  return nodeGroup(
    {
      amiType: "CUSTOM",
      awsLaunchTemplate: { instanceType: "m6i.large", ami: { id: amiOf(version, "al2023") } },
    },
    `v${version}`,
  );
}

/** Control planes of EKS and the nodes that follow them. */
export const eksCases: readonly PlanCase[] = [
  {
    rule,
    name: "one minor at a time, and the nodes before the next one",
    manifests: eksCluster("v1.32", nodeGroup(plain, "v1.32.0")),
    checks: [
      "AWSManagedControlPlane prod runs 1.33",
      "MachinePool nodes runs 1.33",
      "AWSManagedControlPlane prod runs 1.34",
      "MachinePool nodes runs 1.34",
    ],
    goal: { kubernetesVersion: "1.34" },
    steps: [
      "1 upgradeControlPlane AWSManagedControlPlane prod /spec/version: v1.32 -> v1.33",
      "2 upgradeNodes MachinePool nodes /spec/template/spec/version: v1.32.0 -> v1.33.0",
      "3 upgradeControlPlane AWSManagedControlPlane prod /spec/version: v1.33 -> v1.34",
      "4 upgradeNodes MachinePool nodes /spec/template/spec/version: v1.33.0 -> v1.34.0",
    ],
  },
  {
    rule,
    name: "one minor at a time even where fewer rollouts are wanted",
    manifests: eksCluster("v1.32", nodeGroup(plain, "v1.32.0")),
    goal: { kubernetesVersion: "1.34" },
    intent: { pace: "fewer" },
    steps: [
      "1 upgradeControlPlane AWSManagedControlPlane prod /spec/version: v1.32 -> v1.33",
      "2 upgradeNodes MachinePool nodes /spec/template/spec/version: v1.32.0 -> v1.33.0",
      "3 upgradeControlPlane AWSManagedControlPlane prod /spec/version: v1.33 -> v1.34",
      "4 upgradeNodes MachinePool nodes /spec/template/spec/version: v1.33.0 -> v1.34.0",
    ],
  },
  {
    rule,
    name: "a control plane without version is not guessed",
    manifests: eksCluster("v1.33", [])
      .replace('"version":"v1.33",', "")
      .replace(',"version":"v1.33"', ""),
    goal: { kubernetesVersion: "1.34" },
    blockers: ["PLAN_VERSION_UNKNOWN control plane prod names no Kubernetes version"],
  },
  {
    rule,
    name: "a node group without version follows the control plane",
    manifests: eksCluster("v1.33", nodeGroup(plain)),
    goal: { kubernetesVersion: "1.34" },
    steps: [
      "1 freeze MachinePool nodes /spec/template/spec/version: nothing -> v1.33.0",
      "1 upgradeControlPlane AWSManagedControlPlane prod /spec/version: v1.33 -> v1.34",
      "2 upgradeNodes MachinePool nodes /spec/template/spec/version: v1.33.0 -> v1.34.0",
    ],
  },
  {
    rule,
    name: "a release of the AMI goes with the version of before",
    manifests: eksCluster(
      "v1.33",
      nodeGroup({ ...plain, amiVersion: "1.33.5-20251112" }, "v1.33.0"),
    ),
    goal: { kubernetesVersion: "1.34" },
    steps: [
      "1 upgradeControlPlane AWSManagedControlPlane prod /spec/version: v1.33 -> v1.34",
      "2 upgradeNodes AWSManagedMachinePool nodes /spec/amiVersion: 1.33.5-20251112 -> nothing",
      "2 and MachinePool nodes /spec/template/spec/version: v1.33.0 -> v1.34.0",
    ],
    hazards: ["EKS_PLAN_RELEASE_REMOVED"],
  },
  {
    rule,
    name: "an AMI of one's own changes together with the version",
    manifests: eksCluster("v1.33", custom("1.33.13")),
    checks: [
      "AWSManagedControlPlane prod runs 1.34",
      "MachinePool nodes runs 1.34.11 of al2023-1.34.11",
    ],
    goal: { kubernetesVersion: "1.34" },
    steps: [
      "1 upgradeControlPlane AWSManagedControlPlane prod /spec/version: v1.33 -> v1.34",
      `2 upgradeNodes AWSManagedMachinePool nodes /spec/awsLaunchTemplate/ami/id: ${amiOf("1.33.13", "al2023")} -> ${amiOf("1.34.11", "al2023")}`,
      "2 and MachinePool nodes /spec/template/spec/version: v1.33.13 -> v1.34.11",
    ],
  },
  {
    rule,
    name: "a launch template without AMI gets Amazon Linux 2, whatever its type says",
    manifests: eksCluster(
      "v1.31",
      nodeGroup(
        { amiType: "AL2023_x86_64_STANDARD", awsLaunchTemplate: { instanceType: "m6i.large" } },
        "v1.31.0",
      ),
    ),
    goal: { kubernetesVersion: "1.32" },
    blockers: [
      "EKS_PLAN_LAUNCH_TEMPLATE_IMAGE the launch template of nodes looks AmazonLinux up, and amiType is AL2023_x86_64_STANDARD",
    ],
  },
  {
    rule,
    name: "machines that start by nodeadm already get image and version",
    manifests: eksCluster(
      "v1.33",
      deployment("1.33.13", "NodeadmConfigTemplate", { id: amiOf("1.33.13", "al2023") }),
    ),
    goal: { kubernetesVersion: "1.34" },
    steps: [
      "1 upgradeControlPlane AWSManagedControlPlane prod /spec/version: v1.33 -> v1.34",
      `2 createTemplate AWSMachineTemplate own-* of own /spec/template/spec/ami/id: ${amiOf("1.33.13", "al2023")} -> ${amiOf("1.34.11", "al2023")}`,
      "2 upgradeNodes MachineDeployment own /spec/template/spec/version: v1.33.13 -> v1.34.11, /spec/template/spec/infrastructureRef/name: own -> own-*",
    ],
  },
];
