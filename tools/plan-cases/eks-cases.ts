import type { JsonObject } from "@imagewright/core";

import type { PlanCase } from "./plan-case.ts";
import { clusterOf, nodesOf, objectOf, referTo } from "./provider-objects.ts";
import { streamOf } from "./topology-cluster.ts";
import { amiOf } from "./usual-catalog.ts";

const rule = "aws-capa §6 EKS";
const managed = "AWSManagedMachinePool";

/** A cluster of EKS with some groups of nodes. */
function eksCluster(version: string, groups: readonly JsonObject[], spec: JsonObject = {}): string {
  return streamOf([
    clusterOf(
      referTo("controlPlane", "AWSManagedControlPlane", "prod"),
      referTo("infrastructure", "AWSManagedCluster", "prod"),
    ),
    objectOf("infrastructure", "v1beta2", "AWSManagedCluster", "prod", {}),
    objectOf("controlPlane", "v1beta2", "AWSManagedControlPlane", "prod", {
      eksClusterName: "prod",
      region: "eu-west-1",
      version,
      ...spec,
    }),
    ...groups,
  ]);
}

/** A node group of EKS. */
function nodeGroup(spec: JsonObject, version?: string): readonly JsonObject[] {
  return [
    nodesOf("MachinePool", "nodes", managed, {
      ...(version !== undefined && { version }),
      bootstrap: { dataSecretName: "" },
    }),
    objectOf("infrastructure", "v1beta2", managed, "nodes", {
      eksNodegroupName: "nodes",
      updateConfig: { maxUnavailable: 1 },
      ...spec,
    }),
  ];
}

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

/** Machines of CAPA that start by EKSConfig or NodeadmConfig. */
function deployment(version: string, bootstrap: string, ami: JsonObject): readonly JsonObject[] {
  return [
    nodesOf("MachineDeployment", "own", "AWSMachineTemplate", {
      version: `v${version}`,
      bootstrap: { configRef: referTo("bootstrap", bootstrap, "own") },
    }),
    objectOf("infrastructure", "v1beta2", "AWSMachineTemplate", "own", {
      template: {
        spec: { instanceType: "m6i.large", ami, cloudInit: { insecureSkipSecretsManager: true } },
      },
    }),
    objectOf("bootstrap", "v1beta2", bootstrap, "own", { template: { spec: {} } }),
  ];
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
    name: "a lower minor is refused",
    manifests: eksCluster("v1.33", []),
    goal: { kubernetesVersion: "1.32" },
    blockers: ["PLAN_DOWNGRADE 1.32 is older than 1.33, which the control plane asks for"],
  },
  {
    rule,
    name: "the patch is ignored: a version of the same minor is no step",
    manifests: eksCluster("v1.33", []),
    goal: { kubernetesVersion: "1.33.4" },
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
    rule: "cluster-api §15 1.33",
    name: "there is no Amazon Linux 2 any more: a node group of it needs another one",
    manifests: eksCluster(
      "v1.32",
      nodeGroup({ amiType: "AL2_x86_64", instanceType: "m6i.large" }, "v1.32.0"),
    ),
    goal: { kubernetesVersion: "1.33" },
    blockers: [
      "EKS_PLAN_AMI_TYPE node group nodes is of Amazon Linux 2, which Kubernetes 1.33 has not",
    ],
  },
  {
    rule: "cluster-api §15 1.33",
    name: "the type is Amazon Linux 2 where nothing is said",
    manifests: eksCluster("v1.32", nodeGroup({ instanceType: "m6i.large" }, "v1.32.0")),
    goal: { kubernetesVersion: "1.33" },
    blockers: [
      "EKS_PLAN_AMI_TYPE node group nodes is of Amazon Linux 2, which Kubernetes 1.33 has not",
    ],
  },
  {
    rule: "cluster-api §15 1.33",
    name: "up to 1.32 it may stay",
    manifests: eksCluster(
      "v1.31",
      nodeGroup({ amiType: "AL2_x86_64", instanceType: "m6i.large" }, "v1.31.0"),
    ),
    goal: { kubernetesVersion: "1.32" },
    steps: [
      "1 upgradeControlPlane AWSManagedControlPlane prod /spec/version: v1.31 -> v1.32",
      "2 upgradeNodes MachinePool nodes /spec/template/spec/version: v1.31.0 -> v1.32.0",
    ],
  },
  {
    rule: "eks-ami §6 AL2 to AL2023",
    name: "machines that look Amazon Linux 2 up get nodeadm: bootstrap, template and version in one patch",
    manifests: eksCluster(
      "v1.32",
      deployment("1.32.13", "EKSConfigTemplate", { eksLookupType: "AmazonLinux" }),
    ),
    goal: { kubernetesVersion: "1.33.13" },
    steps: [
      "1 upgradeControlPlane AWSManagedControlPlane prod /spec/version: v1.32 -> v1.33",
      "2 createTemplate new NodeadmConfigTemplate own-*",
      "2 createTemplate AWSMachineTemplate own-* of own /spec/template/spec/ami/eksLookupType: AmazonLinux -> AmazonLinux2023",
      "2 upgradeNodes MachineDeployment own /spec/template/spec/version: v1.32.13 -> v1.33.13, /spec/template/spec/bootstrap/configRef/kind: EKSConfigTemplate -> NodeadmConfigTemplate, /spec/template/spec/bootstrap/configRef/name: own -> own-*, /spec/template/spec/infrastructureRef/name: own -> own-*",
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
  {
    rule,
    name: "EKS may upgrade by itself when standard support ends",
    manifests: eksCluster("v1.33", [], { upgradePolicy: "standard" }),
    goal: { kubernetesVersion: "1.34" },
    steps: ["1 upgradeControlPlane AWSManagedControlPlane prod /spec/version: v1.33 -> v1.34"],
    hazards: ["EKS_PLAN_AUTO_UPGRADE"],
  },
  {
    rule,
    name: "where it has, the manifest is raised to what runs",
    manifests: eksCluster("v1.33", []).replace(
      '"version":"v1.33"}}',
      '"version":"v1.33"},"status":{"version":"v1.34"}}',
    ),
    goal: { kubernetesVersion: "1.34" },
    steps: ["1 upgradeControlPlane AWSManagedControlPlane prod /spec/version: v1.33 -> v1.34"],
    hazards: ["CLUSTER_VERSIONS_APART"],
  },
  {
    rule,
    name: "add-ons have versions of their own",
    manifests: eksCluster("v1.33", [], {
      addons: [{ name: "vpc-cni", version: "v1.18.0-eksbuild.1" }],
    }),
    goal: { kubernetesVersion: "1.34" },
    steps: ["1 upgradeControlPlane AWSManagedControlPlane prod /spec/version: v1.33 -> v1.34"],
    hazards: ["EKS_PLAN_ADDONS"],
  },
  {
    rule: "cluster-api §14 EKS",
    name: "a goal in extended support costs money",
    manifests: eksCluster("v1.32", []),
    goal: { kubernetesVersion: "1.33" },
    steps: ["1 upgradeControlPlane AWSManagedControlPlane prod /spec/version: v1.32 -> v1.33"],
    hazards: ["EKS_PLAN_VERSION_EXTENDED"],
  },
  {
    rule: "cluster-api §14 EKS",
    name: "a goal past extended support is refused",
    manifests: eksCluster("v1.29", []),
    goal: { kubernetesVersion: "1.30" },
    blockers: ["EKS_PLAN_VERSION_ENDED support of Kubernetes 1.30 on EKS ended on 2026-07-23"],
  },
  {
    rule: "cluster-api §14 EKS",
    name: "standard support is nothing to speak of",
    manifests: eksCluster("v1.33", []),
    goal: { kubernetesVersion: "1.34" },
    steps: ["1 upgradeControlPlane AWSManagedControlPlane prod /spec/version: v1.33 -> v1.34"],
    without: ["EKS_PLAN_VERSION_EXTENDED", "PLAN_RELEASE_ENDED", "PLAN_RELEASE_ENDING"],
  },
];
