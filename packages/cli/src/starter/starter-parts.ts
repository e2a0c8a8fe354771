import type { StarterPart } from "./starter-part.ts";

/** One target for each provider. Ids and names are made up: replace them by your own. */
export const starterParts: readonly StarterPart[] = [
  {
    provider: "aws",
    image: "ubuntu-2404",
    target: `\
  # Cluster API on AWS: variables for image-builder, and machine templates that boot the AMI.
  - name: capa
    provider: aws
    image: ubuntu-2404
    build:
      region: eu-west-1
      copyTo: [us-east-1]
    machineTemplates:
      - name: workers
        instanceType: m6i.large
        iamInstanceProfile: nodes.cluster-api-provider-aws.sigs.k8s.io
`,
    references: `\
      - ami:eu-west-1/ami-0123456789abcdef0
      - ami:us-east-1/ami-0123456789abcdef1
`,
  },
  {
    provider: "eks",
    image: "al2023-eks",
    target: `\
  # Amazon EKS: the \`make\` line of amazon-eks-ami.
  - name: eks
    provider: eks
    image: al2023-eks
    build:
      region: eu-west-1
`,
    references: "",
  },
  {
    provider: "azure",
    image: "ubuntu-2404",
    target: `\
  # Cluster API on Azure: a version in a compute gallery, and machine templates that boot it.
  - name: capz
    provider: azure
    image: ubuntu-2404
    build:
      subscriptionId: 01234567-89ab-cdef-0123-4567890abcde
      resourceGroup: cluster-api-images
      gallery: ClusterAPI
      location: westeurope
      generation: gen2
    machineTemplates:
      - name: workers
        vmSize: Standard_D2s_v5
        osDisk: { diskSizeGB: 128 }
        sshPublicKey: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f ops
`,
    references: `\
      - azure-gallery:01234567-89ab-cdef-0123-4567890abcde/cluster-api-images/ClusterAPI/capi-ubuntu-2404-gen2/1.35.8
`,
  },
  {
    provider: "cloudstack",
    image: "ubuntu-2404",
    target: `\
  # Cluster API on CloudStack: a qcow2 file for KVM, and machine templates that boot it.
  - name: capc
    provider: cloudstack
    image: ubuntu-2404
    build:
      hypervisors: [KVM]
    machineTemplates:
      - name: workers
        zone: zone-1
        offering: { name: Large Instance }
`,
    references: `\
      - cloudstack-template:?zone=zone-1&name=ubuntu-2404-kube-v1.35.8-kvm
`,
  },
  {
    provider: "karpenter",
    image: "al2023-eks",
    target: `\
  # Karpenter: node classes that name the AMI, and node pools that use them.
  - name: karpenter
    provider: karpenter
    image: al2023-eks
    region: eu-west-1
    nodeClasses:
      - name: default
        role: KarpenterNodeRole-production
        subnetSelectorTerms:
          - tags: { karpenter.sh/discovery: production }
        securityGroupSelectorTerms:
          - tags: { karpenter.sh/discovery: production }
    nodePools:
      - name: default
        nodeClass: default
        requirements:
          - { key: karpenter.sh/capacity-type, operator: In, values: [on-demand] }
`,
    references: `\
      - ami:eu-west-1/ami-0fedcba9876543210
`,
  },
];
