import { deployment, eksCluster, nodeGroup } from "./eks-cluster.ts";
import type { PlanCase } from "./plan-case.ts";

const rule = "aws-capa §6 EKS";

/** Versions that EKS has or has not, and systems that end with them. */
export const eksVersionCases: readonly PlanCase[] = [
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
