import { encodeBase64, type NodeImage } from "@imagewright/core";

import type { KarpenterTarget } from "../options.ts";

export const al2023: NodeImage = {
  name: "eks-al2023",
  kubernetes: { version: "1.34.1" },
  os: { distribution: "amazon-linux", release: "2023" },
  architecture: "arm64",
  rootVolume: { sizeGiB: 80 },
};

/** The image of the seed: Amazon Linux 2, in the days of Karpenter's launch templates. */
export const al2: NodeImage = {
  name: "eks-al2",
  kubernetes: { version: "1.28.15" },
  os: { distribution: "amazon-linux", release: "2" },
  architecture: "amd64",
  rootVolume: { sizeGiB: 80 },
};

export const ubuntu: NodeImage = {
  name: "ubuntu-2404",
  kubernetes: { version: "1.34.1" },
  os: { distribution: "ubuntu", release: "24.04" },
  architecture: "amd64",
};

export const cluster = {
  name: "production",
  endpoint: "https://0123456789ABCDEF0123456789ABCDEF.gr7.eu-west-1.eks.amazonaws.com",
  certificateAuthority: encodeBase64(
    "-----BEGIN CERTIFICATE-----\nMIIBszCCAVmgAwIBAgIUZXhhbXBsZQ==\n-----END CERTIFICATE-----\n",
  ),
  dnsClusterIp: "10.100.0.10",
};

const selectors = {
  subnetSelectorTerms: [{ tags: { "karpenter.sh/discovery": "production" } }],
  securityGroupSelectorTerms: [{ tags: { "karpenter.sh/discovery": "production" } }],
};

/** A class and a pool of today, the image looked up in the catalog. */
export const today: KarpenterTarget = {
  name: "karpenter-production",
  provider: "karpenter",
  image: "eks-al2023",
  region: "eu-west-1",
  nodeClasses: [
    {
      name: "default",
      role: "KarpenterNodeRole-production",
      ...selectors,
      metadataOptions: { httpPutResponseHopLimit: 2 },
      tags: { team: "platform", "cost-center": "1234" },
      kubelet: { maxPods: 58, kubeReserved: { memory: "512Mi", cpu: "100m" } },
      userData: '#!/bin/bash\necho "node of ${HOSTNAME}"\n',
    },
  ],
  nodePools: [
    {
      name: "general",
      nodeClass: "default",
      requirements: [
        { key: "karpenter.k8s.aws/instance-category", operator: "In", values: ["c", "m", "r"] },
        { key: "karpenter.k8s.aws/instance-generation", operator: "Gt", values: ["5"] },
        { key: "karpenter.sh/capacity-type", operator: "In", values: ["on-demand", "spot"] },
      ],
      nodeLabels: { team: "platform" },
      taints: [{ key: "dedicated", value: "batch", effect: "NoSchedule" }],
      limits: { cpu: "1000", memory: "4000Gi" },
      weight: 10,
      expireAfter: "336h",
      terminationGracePeriod: "24h",
      disruption: {
        consolidationPolicy: "WhenEmptyOrUnderutilized",
        consolidateAfter: "5m",
        budgets: [
          { nodes: "10%", reasons: ["Drifted"] },
          { nodes: "0", schedule: "0 9 * * mon-fri", duration: "8h" },
        ],
      },
    },
  ],
};

/** An image that Karpenter has no family for: everything it needs is in its user data. */
export const custom: KarpenterTarget = {
  name: "karpenter-ubuntu",
  provider: "karpenter",
  image: "ubuntu-2404",
  cluster,
  nodeClasses: [
    {
      name: "ubuntu",
      instanceProfile: "ubuntu-nodes",
      reference: "ami:eu-west-1/ami-09709369c53539c11",
      ...selectors,
      node: { maxPods: 58, nodeLabels: { tier: "edge" } },
      blockDeviceMappings: [
        { deviceName: "/dev/sda1", rootVolume: true, ebs: { volumeSize: "40Gi", volumeType: "gp3" } },
      ],
    },
  ],
};

/** The seed, corrected: a launch template with its identity, and the provisioner that uses it. */
export const seed: KarpenterTarget = {
  name: "karpenter-2021",
  provider: "karpenter",
  image: "eks-al2",
  karpenterVersion: "0.31",
  cluster,
  launchTemplates: [
    {
      name: "KarpenterCustomLaunchTemplate",
      reference: "ami:us-west-2/ami-074cce78125f09d61",
      node: { maxPods: 40 },
      securityGroupIds: ["sg-a69adfdb"],
      roleName: "KarpenterNodeRole",
      instanceProfileName: "KarpenterNodeInstanceProfile",
    },
  ],
  provisioners: [
    {
      name: "default",
      launchTemplate: "KarpenterCustomLaunchTemplate",
      subnetSelector: { "karpenter.sh/discovery": "production" },
      limits: { cpu: "1000" },
    },
  ],
};

const older: NodeImage = {
  name: "eks-al2-1.29",
  kubernetes: { version: "1.29.15" },
  os: { distribution: "amazon-linux", release: "2" },
  architecture: "amd64",
  rootVolume: { sizeGiB: 50 },
};

/** The same class and pool in each generation of Karpenter's API. */
const generationTarget: KarpenterTarget = {
  name: "karpenter",
  provider: "karpenter",
  image: older.name,
  nodeClasses: [
    {
      name: "default",
      reference: "karpenter-ami-selector:name=nodes-1.29-*&owner=123456789012&tag.team=platform",
      instanceProfile: "KarpenterNodeInstanceProfile",
      ...selectors,
      kubelet: { maxPods: 58 },
      metadataOptions: { httpPutResponseHopLimit: 2 },
      userData: "#!/bin/bash\n",
    },
  ],
  nodePools: [
    {
      name: "general",
      nodeClass: "default",
      requirements: [{ key: "karpenter.sh/capacity-type", operator: "In", values: ["spot"] }],
      nodeLabels: { tier: "general" },
      taints: [{ key: "dedicated", value: "batch", effect: "NoSchedule" }],
      expireAfter: "168h",
      disruption: { consolidationPolicy: "WhenEmpty", consolidateAfter: "30s" },
      limits: { cpu: "100" },
      weight: 5,
    },
  ],
};

/** In v1beta1. */
export const beta = {
  image: older,
  target: { ...generationTarget, name: "karpenter-beta", karpenterVersion: "0.37.8" },
};

/** In v1alpha5 and v1alpha1. */
export const alpha = {
  image: { ...older, kubernetes: { version: "1.27.16" } },
  target: { ...generationTarget, name: "karpenter-alpha", karpenterVersion: "0.31.5" },
};
