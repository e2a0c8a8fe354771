import type { AwsMachineTemplate, AwsTarget } from "@imagewright/aws";
import type { EksTarget } from "@imagewright/aws/eks";
import type { AzureTarget } from "@imagewright/azure";
import type { CloudStackTarget } from "@imagewright/cloudstack";
import type { NodeImage } from "@imagewright/core";
import type { KarpenterTarget, NodeClassOptions } from "@imagewright/karpenter";

/** For the clusters that Cluster API runs, on three infrastructures. */
export const ubuntu: NodeImage = {
  name: "ubuntu-2404",
  kubernetes: { version: "1.34.11", source: { kind: "package", revision: "1.1" } },
  os: { distribution: "ubuntu", release: "24.04" },
  architecture: "amd64",
  rootVolume: { sizeGiB: 40 },
};

/** For EKS; its binaries come from Amazon's own bucket. */
export const al2023: NodeImage = {
  name: "al2023-eks",
  kubernetes: {
    version: "1.34.9",
    source: {
      kind: "bucket",
      bucket: "amazon-eks",
      region: "us-west-2",
      buildDate: "2026-07-05",
    },
  },
  os: { distribution: "amazon-linux", release: "2023" },
  architecture: "amd64",
};

/** Machine templates cannot be changed: each version has templates of its own. */
const suffix = ubuntu.kubernetes.version.replaceAll(".", "-");

const onOrders = {
  namespace: "orders",
  sshKeyName: "",
  instanceMetadataOptions: { httpTokens: "required", httpPutResponseHopLimit: 2 },
  rootVolume: { type: "gp3", encrypted: true },
} as const satisfies Partial<AwsMachineTemplate>;

/** Cluster API on AWS: the cluster "orders". */
export const orders: AwsTarget = {
  name: "orders",
  provider: "aws",
  image: ubuntu.name,
  build: {
    region: "eu-west-1",
    copyTo: ["eu-central-1"],
    shareWith: { users: ["111122223333"] },
    encrypted: false,
  },
  machineTemplates: [
    {
      ...onOrders,
      name: `orders-control-plane-${suffix}`,
      instanceType: "m6i.xlarge",
      iamInstanceProfile: "control-plane.cluster-api-provider-aws.sigs.k8s.io",
    },
    {
      ...onOrders,
      name: `orders-workers-${suffix}`,
      instanceType: "m6i.2xlarge",
      iamInstanceProfile: "nodes.cluster-api-provider-aws.sigs.k8s.io",
    },
  ],
};

const breakGlass =
  "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f platform";

/** Cluster API on Azure: the cluster "billing". */
export const billing: AzureTarget = {
  name: "billing",
  provider: "azure",
  image: ubuntu.name,
  build: {
    subscriptionId: "01234567-89ab-cdef-0123-4567890abcde",
    resourceGroup: "node-images",
    gallery: "platform",
    location: "westeurope",
    generation: "gen2",
    definition: { name: "capi-ubuntu-2404-gen2" },
    version: ubuntu.kubernetes.version,
    replicationRegions: ["westeurope", "northeurope"],
    authentication: "azure-cli",
  },
  machineTemplates: [
    {
      name: `billing-control-plane-${suffix}`,
      namespace: "billing",
      vmSize: "Standard_D4s_v5",
      osDisk: { managedDisk: { storageAccountType: "Premium_LRS" } },
      dataDisks: [{ nameSuffix: "etcddisk", diskSizeGB: 64, lun: 0 }],
      sshPublicKey: breakGlass,
    },
    {
      name: `billing-workers-${suffix}`,
      namespace: "billing",
      vmSize: "Standard_D8s_v5",
      osDisk: { managedDisk: { storageAccountType: "Premium_LRS" } },
      sshPublicKey: breakGlass,
    },
  ],
};

const onEdge = {
  namespace: "edge",
  zone: "zrh-1", // the template has the same name in zrh-2
  affinity: "anti",
  sshKey: "break-glass",
} as const;

/** Cluster API on CloudStack: the cluster "edge". */
export const edge: CloudStackTarget = {
  name: "edge",
  provider: "cloudstack",
  image: ubuntu.name,
  build: { hypervisors: ["KVM"], namePrefix: "ubuntu-2404" },
  machineTemplates: [
    {
      ...onEdge,
      name: `edge-control-plane-${suffix}`,
      offering: { name: "kubernetes-4c-8g" },
    },
    { ...onEdge, name: `edge-workers-${suffix}`, offering: { name: "kubernetes-8c-16g" } },
  ],
};

/** Amazon EKS: the AMI that the nodes of "storefront" boot. */
export const storefrontAmi: EksTarget = {
  name: "storefront-ami",
  provider: "eks",
  image: al2023.name,
  build: {
    region: "eu-west-1",
    amiName: `platform-al2023-eks-${al2023.kubernetes.version}-v20261103`,
    copyTo: ["eu-central-1"],
    shareWith: { users: ["111122223333"] },
    encrypted: false,
  },
};

const discovered = { tags: { "karpenter.sh/discovery": "storefront" } };

const inStorefront: Omit<NodeClassOptions, "name"> = {
  role: "KarpenterNodeRole-storefront",
  subnetSelectorTerms: [discovered],
  securityGroupSelectorTerms: [discovered],
  tags: { team: "platform" },
};

/** Karpenter in "storefront" launches nodes from that AMI. */
export const storefrontNodes: KarpenterTarget = {
  name: "storefront-nodes",
  provider: "karpenter",
  image: al2023.name,
  karpenterVersion: "1.14.1",
  region: "eu-west-1",
  cluster: {
    name: "storefront",
    endpoint: "https://0123456789ABCDEF0123456789ABCDEF.gr7.eu-west-1.eks.amazonaws.com",
    certificateAuthority:
      "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCmV4YW1wbGUKLS0tLS1FTkQgQ0VSVElGSUNBVEUtLS0tLQo=",
    serviceCidr: "10.100.0.0/16",
  },
  nodeClasses: [
    {
      ...inStorefront,
      name: "general",
      metadataOptions: { httpTokens: "required", httpPutResponseHopLimit: 1 },
    },
    {
      ...inStorefront,
      name: "batch",
      amiFamily: "Custom",
      blockDeviceMappings: [
        {
          deviceName: "/dev/xvda",
          rootVolume: true,
          ebs: { volumeSize: "40Gi", volumeType: "gp3", encrypted: true },
        },
      ],
      node: {
        nodeLabels: { "node.example.com/pool": "batch" },
        maxPods: 58,
        script: "#!/bin/bash\nset -euo pipefail\nmkdir -p /var/scratch\nchmod 1777 /var/scratch\n",
      },
    },
  ],
  nodePools: [
    {
      name: "batch",
      nodeClass: "batch",
      requirements: [{ key: "karpenter.sh/capacity-type", operator: "In", values: ["spot"] }],
      taints: [{ key: "node.example.com/batch", effect: "NoSchedule" }],
      limits: { cpu: "400" },
      disruption: { consolidationPolicy: "WhenEmpty", consolidateAfter: "30s" },
    },
    {
      name: "general",
      nodeClass: "general",
      requirements: [
        { key: "karpenter.sh/capacity-type", operator: "In", values: ["on-demand", "spot"] },
        { key: "karpenter.k8s.aws/instance-category", operator: "In", values: ["c", "m", "r"] },
      ],
      expireAfter: "720h",
      limits: { cpu: "200" },
      disruption: {
        consolidationPolicy: "WhenEmptyOrUnderutilized",
        consolidateAfter: "5m",
        // Nothing moves while the shop is busy.
        budgets: [{ nodes: "0", schedule: "0 8 * * mon-fri", duration: "10h" }, { nodes: "10%" }],
      },
    },
  ],
};
