import type { NodeImage } from "@imagewright/core";
import { expect, test } from "vitest";

import { findings, image } from "../__fixtures__/findings.ts";
import type { AwsMachineTemplate } from "../machine-template-options.ts";

const reference = "ami:ami-09709369c53539c11";
const al2023 = { distribution: "amazon-linux", release: "2023" } as const;

test.for<{
  says: string;
  template: Partial<AwsMachineTemplate>;
  found: readonly string[];
  of?: Partial<NodeImage>;
}>([
  { says: "a reference without a region", template: { reference }, found: [] },
  { says: "a region for the catalog", template: { region: "eu-west-1" }, found: [] },
  { says: "no region at all", template: {}, found: ["AWS_REGION_MISSING /region"] },
  {
    says: "a malformed AMI id",
    template: { reference: "ami:eu-west-1/ami-0970936" },
    found: ["AWS_AMI_ID /reference"],
  },
  {
    says: "an AMI of another region",
    template: { region: "us-east-1", reference: "ami:eu-west-1/ami-09709369c53539c11" },
    found: ["AWS_REGION_MISMATCH /reference"],
  },
  {
    says: "a reference of another cloud",
    template: { reference: "cloudstack-template:?name=a" },
    found: ["RENDER_IMAGE_KIND /reference"],
  },
  {
    says: "two ways to choose",
    template: { reference, lookup: {} },
    found: ["AWS_CHOICE_TWICE "],
  },
  {
    says: "CAPA's own lookup",
    template: { lookup: {} },
    found: ["AWS_LOOKUP_UNPINNED /lookup"],
  },
  {
    says: "a lookup with a region",
    template: { lookup: {}, region: "eu-west-1" },
    found: ["AWS_LOOKUP_UNPINNED /lookup", "AWS_REGION_UNUSED /region"],
  },
  {
    says: "a lookup format with an unknown field",
    template: { lookup: { format: "a-{{.Kubernetes}}" } },
    found: ["AWS_LOOKUP_UNPINNED /lookup", "AWS_LOOKUP_FORMAT /lookup/format"],
  },
  {
    says: "a lookup format that is cut off",
    template: { lookup: { format: "a-{{.K8sVersion" } },
    found: ["AWS_LOOKUP_UNPINNED /lookup", "AWS_LOOKUP_FORMAT /lookup/format"],
  },
  {
    says: "a lookup format with a pipeline",
    template: { lookup: { format: "a-{{.K8sVersion | printf}}" } },
    found: ["AWS_LOOKUP_UNPINNED /lookup", "AWS_LOOKUP_FORMAT_OPEN /lookup/format"],
  },
  {
    says: "a lookup format without the Kubernetes version",
    template: { lookup: { format: "a-{{- .BaseOS -}}-*" } },
    found: ["AWS_LOOKUP_UNPINNED /lookup", "AWS_LOOKUP_FORMAT_OPEN /lookup/format"],
  },
  {
    says: "Amazon Linux 2 where it is no more",
    template: { lookup: { eksLookupType: "AmazonLinux" } },
    of: { os: { distribution: "amazon-linux", release: "2" } },
    found: ["AWS_LOOKUP_UNPINNED /lookup", "AWS_LOOKUP_EKS /lookup/eksLookupType"],
  },
  {
    says: "an EKS lookup beside a name",
    template: {
      lookup: { eksLookupType: "AmazonLinux2023", org: "123456789012" },
      cloudInit: { insecureSkipSecretsManager: true },
    },
    of: { os: al2023 },
    found: ["AWS_LOOKUP_UNPINNED /lookup", "AWS_LOOKUP_EKS /lookup/eksLookupType"],
  },
  {
    says: "an EKS lookup of GPU images for arm64",
    template: {
      lookup: { eksLookupType: "AmazonLinux2023GPU" },
      cloudInit: { insecureSkipSecretsManager: true },
      instanceType: "g5g.xlarge",
    },
    of: { architecture: "arm64", os: al2023 },
    found: ["AWS_LOOKUP_UNPINNED /lookup", "AWS_LOOKUP_EKS /lookup/eksLookupType"],
  },
  {
    says: "an EKS lookup for an Ubuntu image",
    template: {
      lookup: { eksLookupType: "AmazonLinux2023" },
      cloudInit: { insecureSkipSecretsManager: true },
    },
    found: ["AWS_LOOKUP_UNPINNED /lookup", "AWS_LOOKUP_EKS /lookup/eksLookupType"],
  },
  {
    says: "the same for an image of Amazon Linux 2023",
    template: {
      lookup: { eksLookupType: "AmazonLinux2023" },
      cloudInit: { insecureSkipSecretsManager: true },
    },
    of: { os: al2023 },
    found: ["AWS_LOOKUP_UNPINNED /lookup"],
  },
  {
    says: "nodeadm behind a secrets backend",
    template: { reference: "ami-lookup:?eksLookupType=AmazonLinux2023" },
    of: { os: al2023 },
    found: [
      "AWS_LOOKUP_UNPINNED /reference",
      "AWS_BOOTSTRAP /cloudInit/insecureSkipSecretsManager",
    ],
  },
  {
    says: "machines of the other architecture",
    template: { reference, instanceType: "m7g.large" },
    found: ["AWS_INSTANCE_ARCHITECTURE /instanceType"],
  },
  {
    says: "a root volume smaller than the image",
    template: { reference, rootVolume: { size: 20 } },
    found: ["AWS_VOLUME_TOO_SMALL /rootVolume/size"],
  },
  {
    says: "throughput without a type",
    template: { reference, rootVolume: { throughput: 250 } },
    found: ["AWS_VOLUME /rootVolume/type", "AWS_VOLUME_REFUSED /rootVolume/throughput"],
  },
  {
    says: "io2 without iops, with throughput",
    template: { reference, rootVolume: { type: "io2", throughput: 250 } },
    found: ["AWS_VOLUME /rootVolume/iops", "AWS_VOLUME /rootVolume/throughput"],
  },
  {
    says: "a key that encryption is switched off beside",
    template: { reference, rootVolume: { encryptionKey: "alias/a", encrypted: false } },
    found: ["AWS_VOLUME /rootVolume/encrypted"],
  },
  {
    says: "a key alone, which encrypts",
    template: { reference, rootVolume: { encryptionKey: "alias/a" } },
    found: [],
  },
  {
    says: "the fastest gp3 volume of EC2",
    template: {
      reference,
      rootVolume: { type: "gp3", size: 160, iops: 80_000, throughput: 2000 },
    },
    found: [],
  },
  {
    says: "a gp3 volume faster than EC2 has",
    template: {
      reference,
      rootVolume: { type: "gp3", size: 200, iops: 80_001, throughput: 2001 },
    },
    found: ["AWS_VOLUME /rootVolume/iops", "AWS_VOLUME /rootVolume/throughput"],
  },
  {
    says: "the fastest io2 volume of EC2",
    template: { reference, rootVolume: { type: "io2", size: 256, iops: 256_000 } },
    found: [],
  },
  {
    says: "more throughput than the iops carry",
    template: { reference, rootVolume: { type: "gp3", throughput: 751 } },
    found: ["AWS_VOLUME /rootVolume/throughput"],
  },
  {
    says: "as much throughput as they carry",
    template: { reference, rootVolume: { type: "gp3", throughput: 750 } },
    found: [],
  },
  {
    says: "a root volume of disks",
    template: { reference, rootVolume: { type: "st1", size: 500 } },
    found: ["AWS_VOLUME /rootVolume/type"],
  },
  {
    says: "a gp2 volume larger than there is",
    template: { reference, rootVolume: { type: "gp2", size: 16_385 } },
    found: ["AWS_VOLUME /rootVolume/size"],
  },
  {
    says: "tags that CAPA refuses",
    template: {
      reference,
      additionalTags: { "aws:a": "x", "b*": "x", c: "x*", "": "x", "team/owner": "a b@c" },
    },
    found: [
      "AWS_TAG /additionalTags/aws:a",
      "AWS_TAG /additionalTags/b*",
      "AWS_TAG /additionalTags/c",
      "AWS_TAG /additionalTags/",
    ],
  },
  {
    says: "spot options on demand",
    template: { reference, spotMarketOptions: {}, marketType: "OnDemand" },
    found: ["AWS_PURCHASE /marketType"],
  },
  {
    says: "a capacity block without its reservation",
    template: { reference, marketType: "CapacityBlock" },
    found: ["AWS_PURCHASE /capacityReservationId"],
  },
  {
    says: "spot instances from a reservation, preferring none",
    template: {
      reference,
      marketType: "Spot",
      capacityReservationId: "cr-0a1b2c3d4e5f60718",
      capacityReservationPreference: "None",
    },
    found: ["AWS_PURCHASE /capacityReservationId", "AWS_PURCHASE /capacityReservationPreference"],
  },
  {
    says: "a dedicated host without its tenancy",
    template: { reference, hostID: "h-0a1b2c3d4e5f60718" },
    found: ["AWS_HOST_REFUSED /hostID"],
  },
  {
    says: "a dedicated host",
    template: { reference, hostID: "h-0a1b2c3d4e5f60718", tenancy: "host", hostAffinity: "host" },
    found: [],
  },
  {
    says: "a pool of addresses for machines without a public one",
    template: { reference, elasticIpPool: { publicIpv4Pool: "ipv4pool-ec2-1" } },
    found: [
      "AWS_NETWORK_REFUSED /elasticIpPool",
      "AWS_NETWORK_REFUSED /elasticIpPool/publicIpv4PoolFallbackOrder",
    ],
  },
  {
    says: "a further volume of io1 without iops",
    template: { reference, nonRootVolumes: [{ size: 40, deviceName: "/dev/sdb", type: "io1" }] },
    found: ["AWS_VOLUME_REFUSED /nonRootVolumes/0/iops"],
  },
  {
    says: "a subnet by id and by filters",
    template: {
      reference,
      subnetId: "subnet-0a1b2c3d",
      subnetFilters: [{ name: "tag:Name", values: ["a"] }],
    },
    found: ["AWS_SUBNET_TWICE /subnetFilters"],
  },
  {
    says: "three network interfaces",
    template: { reference, networkInterfaces: ["eni-00000001", "eni-00000002", "eni-00000003"] },
    found: ["AWS_LIST_LENGTH /networkInterfaces"],
  },
  {
    says: "tokens that reach no container",
    template: { reference, instanceMetadataOptions: { httpTokens: "required" } },
    found: ["AWS_HOP_LIMIT /instanceMetadataOptions/httpPutResponseHopLimit"],
  },
  {
    says: "Flatcar without Ignition",
    template: { reference },
    of: { os: { distribution: "flatcar", release: "stable" } },
    found: ["AWS_BOOTSTRAP /ignition"],
  },
  {
    says: "Ubuntu with Ignition and cloud-init",
    template: { reference, ignition: {}, cloudInit: {} },
    found: ["AWS_BOOTSTRAP /ignition", "AWS_BOOTSTRAP /cloudInit"],
  },
  {
    says: "a skipped backend that is named",
    template: {
      reference,
      cloudInit: { insecureSkipSecretsManager: true, secureSecretsBackend: "secrets-manager" },
    },
    found: ["AWS_BOOTSTRAP /cloudInit/secureSecretsBackend"],
  },
])("machine template: $says", ({ template, found, of }) => {
  const machineTemplates = [{ name: "a", instanceType: "m6i.large", ...template }];
  expect(findings({ machineTemplates }, { ...image, ...of })).toEqual(
    found.map((text) => text.replace(" ", " /machineTemplates/0")),
  );
});
