import { encodeBase64, type NodeImage } from "@imagewright/core";

import type { EksTarget } from "../options.ts";
import { amazonLinux2, production } from "./eks-cases.ts";

/** A target that launches nodes and builds nothing. */
export interface LaunchCase {
  readonly name: string;
  readonly image: NodeImage;
  readonly target: EksTarget;
}

const cluster = {
  name: "production",
  endpoint: "https://0123456789ABCDEF0123456789ABCDEF.gr7.eu-west-1.eks.amazonaws.com",
  certificateAuthority: encodeBase64("-----BEGIN CERTIFICATE-----\nMIIBszCCAVmg\n"),
  serviceCidr: "10.100.0.0/16",
  dnsClusterIp: "10.100.0.10",
};

const reference = "ami:eu-west-1/ami-09709369c53539c11";

const today: EksTarget = {
  name: "nodes",
  provider: "eks",
  image: "al2023",
  cluster,
  launchTemplates: [
    {
      name: "workers-1.34",
      reference,
      instanceType: "m7g.large",
      securityGroupIds: ["sg-0a1b2c3d4e5f60718"],
      rootVolume: { sizeGiB: 60, encrypted: true, kmsKeyId: "alias/nodes" },
      tags: { team: "platform", "cost-centre": "42" },
      node: { maxPods: 58, nodeLabels: { team: "platform" } },
    },
    {
      name: "own/parameter",
      form: "cloudformation",
      usedBy: "self-managed",
      reference: "ssm-parameter:/images/node",
      instanceProfile: "node",
      metadataOptions: { httpTokens: "optional", httpPutResponseHopLimit: 1 },
      rootVolume: { type: "gp2", deviceName: "/dev/xvdb" },
      keyName: "ops",
      node: { kubeletFlags: ["--v=4"] },
    },
    {
      name: "chosen-by-eks",
      withoutImage: true,
      userData:
        "apiVersion: node.eks.aws/v1alpha1\nkind: NodeConfig\nspec:\n  kubelet:\n    flags:\n      - --v=4\n",
    },
  ],
  nodeGroups: [
    {
      nodegroupName: "workers",
      clusterName: "production",
      nodeRole: "arn:aws:iam::123456789012:role/node",
      subnets: ["subnet-0a1b2c3d4e5f60718"],
      scalingConfig: { minSize: 1, desiredSize: 2, maxSize: 4 },
      launchTemplate: { name: "workers-1.34", version: "1" },
      labels: { team: "platform" },
      taints: [{ key: "dedicated", value: "batch", effect: "NO_SCHEDULE" }],
      updateConfig: { maxUnavailable: 1 },
      capacityType: "ON_DEMAND",
    },
    {
      nodegroupName: "by-type",
      clusterName: "production",
      nodeRole: "arn:aws:iam::123456789012:role/node",
      subnets: ["subnet-0a1b2c3d4e5f60718"],
      amiType: "AL2023_ARM_64_STANDARD",
      version: "1.34",
      releaseVersion: "1.34.9-20260714",
      instanceTypes: ["m7g.large"],
      diskSize: 40,
    },
  ],
  bootstrapConfigs: [
    {
      name: "workers",
      namespace: "prod",
      node: { maxPods: 58, kubeletConfig: { registryPullQPS: 0 } },
      dnsClusterIp: "10.100.0.10",
      preCommands: ["sysctl -w vm.max_map_count=262144"],
    },
    { name: "single", template: false },
  ],
};

const yesterday: EksTarget = {
  name: "nodes",
  provider: "eks",
  image: "al2-gpu",
  cluster,
  nodeGroupStacks: [
    {
      name: "workers",
      reference,
      controlPlaneSecurityGroup: "sg-0a1b2c3d4e5f60718",
      vpcId: "vpc-0a1b2c3d4e5f60718",
      subnets: ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"],
      keyName: "ops",
      instanceType: "g5.xlarge",
      minSize: 2,
      desiredCapacity: 2,
      maxSize: 6,
      disableImdsV1: true,
      node: { maxPods: 40, nodeLabels: { team: "platform", tier: "gpu" } },
    },
    {
      name: "parameter",
      template: "2022-12-23",
      volumeType: "gp3",
      reference:
        "ssm-parameter:/aws/service/eks/optimized-ami/1.32/amazon-linux-2-gpu/recommended/image_id",
      controlPlaneSecurityGroup: "sg-0a1b2c3d4e5f60718",
      vpcId: "vpc-0a1b2c3d4e5f60718",
      subnets: ["subnet-0a1b2c3d4e5f60718"],
      keyName: "ops",
    },
  ],
  launchTemplates: [{ name: "al2", reference, node: { nodeLabels: { team: "platform" } } }],
  bootstrapConfigs: [{ name: "workers", node: { maxPods: 58 }, preCommands: ["echo a"] }],
};

export const launchToday: LaunchCase = {
  name: "launch-today",
  image: production.image,
  target: today,
};

export const launchYesterday: LaunchCase = {
  name: "launch-amazon-linux-2",
  image: { ...amazonLinux2.image, rootVolume: { sizeGiB: 50 } },
  target: yesterday,
};
