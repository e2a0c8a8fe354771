import { aws, type AwsTarget } from "@imagewright/aws";
import { azure, type AzureTarget } from "@imagewright/azure";
import { cloudstack, type CloudStackTarget } from "@imagewright/cloudstack";
import {
  bindTarget,
  type BoundTarget,
  createImageCatalog,
  type ImageCatalog,
  type ImageRecord,
  type ImageReference,
  type NodeImage,
  type Parsed,
} from "@imagewright/core";
import { karpenter, type KarpenterTarget } from "@imagewright/karpenter";

/** Two images on four providers in many locations: three artifacts for each pair. */
export interface Workload {
  readonly catalog: ImageCatalog;
  readonly targets: readonly BoundTarget[];
}

const ubuntu: NodeImage = {
  name: "ubuntu-2404",
  kubernetes: { version: "1.34.11", source: { kind: "package", revision: "1.1" } },
  os: { distribution: "ubuntu", release: "24.04" },
  architecture: "amd64",
  rootVolume: { sizeGiB: 40 },
};

const amazonLinux: NodeImage = {
  name: "al2023",
  kubernetes: { version: "1.34.9" },
  os: { distribution: "amazon-linux", release: "2023" },
  architecture: "amd64",
  rootVolume: { sizeGiB: 40 },
};

/** Targets of four providers for a number of locations, bound and ready to be rendered. */
export function workload(locations: number): Workload {
  const places = Array.from({ length: locations }, (_, index) => index + 1);
  return {
    catalog: createImageCatalog([
      record(ubuntu, places.flatMap(ubuntuReferences)),
      record(amazonLinux, places.map(amiOf)),
    ]),
    targets: places.flatMap((place) => [
      taken(bindTarget(aws, ubuntu, awsTarget(place))),
      taken(bindTarget(azure, ubuntu, azureTarget(place))),
      taken(bindTarget(cloudstack, ubuntu, cloudStackTarget(place))),
      taken(bindTarget(karpenter, amazonLinux, karpenterTarget(place))),
    ]),
  };
}

function taken(bound: Parsed<BoundTarget>): BoundTarget {
  if (!bound.ok) {
    throw new Error(
      bound.diagnostics.map(({ message, pointer }) => `${pointer}: ${message}`).join("; "),
    );
  }
  return bound.value;
}

function region(place: number): string {
  return `eu-west-${place}`;
}

function amiOf(place: number): ImageReference {
  return { kind: "ami", region: region(place), id: `ami-${String(place).padStart(17, "0")}` };
}

function ubuntuReferences(place: number): readonly ImageReference[] {
  return [
    amiOf(place),
    {
      kind: "cloudstack-template",
      zone: `zone-${place}`,
      name: `ubuntu-2404-kube-v1.34.11-${place}`,
    },
    ...(place === 1
      ? [
          {
            kind: "azure-gallery" as const,
            subscriptionId: "01234567-89ab-cdef-0123-4567890abcde",
            resourceGroup: "node-images",
            gallery: "platform",
            definition: "capi-ubuntu-2404",
            version: "1.34.11",
          },
        ]
      : []),
  ];
}

function record(image: NodeImage, references: readonly ImageReference[]): ImageRecord {
  return {
    name: `${image.name}-${image.kubernetes.version}`,
    kubernetesVersion: image.kubernetes.version,
    os: image.os,
    architecture: image.architecture,
    references,
    components: {},
    created: "2026-11-03T10:00:00Z",
    lifecycle: { state: "supported" },
    parents: [],
  };
}

function awsTarget(place: number): AwsTarget {
  return {
    name: `aws-${place}`,
    provider: "aws",
    image: ubuntu.name,
    build: { region: region(place), encrypted: false },
    machineTemplates: [
      {
        name: `workers-${place}`,
        namespace: "default",
        instanceType: "m6i.xlarge",
        iamInstanceProfile: "nodes.cluster-api-provider-aws.sigs.k8s.io",
        instanceMetadataOptions: { httpTokens: "required", httpPutResponseHopLimit: 2 },
        rootVolume: { type: "gp3", encrypted: true },
      },
    ],
  };
}

function azureTarget(place: number): AzureTarget {
  return {
    name: `azure-${place}`,
    provider: "azure",
    image: ubuntu.name,
    build: {
      subscriptionId: "01234567-89ab-cdef-0123-4567890abcde",
      resourceGroup: "node-images",
      gallery: "platform",
      location: "westeurope",
      generation: "gen1",
      version: "1.34.11",
      authentication: "azure-cli",
    },
    machineTemplates: [
      {
        name: `workers-${place}`,
        namespace: "default",
        vmSize: "Standard_D8s_v5",
        osDisk: { managedDisk: { storageAccountType: "Premium_LRS" } },
        sshPublicKey:
          "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f platform",
      },
    ],
  };
}

function cloudStackTarget(place: number): CloudStackTarget {
  return {
    name: `cloudstack-${place}`,
    provider: "cloudstack",
    image: ubuntu.name,
    build: { hypervisors: ["KVM"], namePrefix: "ubuntu-2404" },
    machineTemplates: [
      {
        name: `workers-${place}`,
        namespace: "default",
        zone: `zone-${place}`,
        offering: { name: "kubernetes-8c-16g" },
        affinity: "anti",
        sshKey: "break-glass",
      },
    ],
  };
}

function karpenterTarget(place: number): KarpenterTarget {
  const selector = [{ tags: { "karpenter.sh/discovery": `cluster-${place}` } }];
  return {
    name: `karpenter-${place}`,
    provider: "karpenter",
    image: amazonLinux.name,
    region: region(place),
    nodeClasses: ["general", "spare"].map((name) => ({
      name,
      role: "KarpenterNodeRole",
      subnetSelectorTerms: selector,
      securityGroupSelectorTerms: selector,
      tags: { team: "platform" },
    })),
    nodePools: [
      {
        name: "general",
        nodeClass: "general",
        requirements: [
          { key: "karpenter.sh/capacity-type", operator: "In", values: ["on-demand", "spot"] },
        ],
        limits: { cpu: "200" },
      },
    ],
  };
}
