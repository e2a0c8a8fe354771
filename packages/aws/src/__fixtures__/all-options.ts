import type { NodeImage } from "@imagewright/core";
import { exampleCatalog } from "@imagewright/core/testing";

import {
  machineVariations,
  managedPoolVariations,
  planeVariations,
  poolVariations,
} from "./variations.ts";

/** The image the options are tried with. */
export const image: NodeImage = {
  name: "ubuntu-2404",
  kubernetes: { version: "1.34.1" },
  os: { distribution: "ubuntu", release: "24.04" },
  architecture: "amd64",
};
const nonRootVolumes = [{ deviceName: "/dev/sdb", size: 40, type: "gp3" }];
const lifecycleHooks = [{ name: "a", lifecycleTransition: "autoscaling:EC2_INSTANCE_LAUNCHING" }];
const machine = {
  name: "a",
  instanceType: "m6i.large",
  nonRootVolumes,
  subnetFilters: [{ name: "tag:Name", values: ["a"] }],
};
const launchTemplate = { instanceType: "m6i.large", nonRootVolumes };
/** A target of every kind. */
export const plain = {
  name: "capa",
  provider: "aws",
  image: image.name,
  build: { region: "eu-west-1" },
  machineTemplates: [machine],
  machines: [machine],
  machinePools: [
    {
      name: "a",
      minSize: 1,
      maxSize: 3,
      awsLaunchTemplate: launchTemplate,
      mixedInstancesPolicy: { overrides: [{ instanceType: "m6i.large" }] },
      lifecycleHooks,
    },
  ],
  managedMachinePools: [
    {
      name: "a",
      awsLaunchTemplate: launchTemplate,
      taints: [{ key: "a", value: "b", effect: "no-schedule" }],
      lifecycleHooks,
    },
  ],
  managedControlPlanes: [{ name: "a", addons: [{ name: "vpc-cni", version: "v1" }] }],
};
/** AMIs of both regions. */
export const catalog = exampleCatalog(
  [
    { kind: "ami", region: "eu-west-1", id: "ami-09709369c53539c11" },
    { kind: "ami", region: "us-east-1", id: "ami-09709369c53539c12" },
  ],
  image,
);

/** One value for every option the schema has. */
export const variations: { readonly [path: string]: unknown } = {
  "build/region": "us-east-1",
  "build/copyTo": ["us-east-1"],
  "build/shareWith/users": ["123456789012"],
  "build/shareWith/groups": ["all"],
  "build/instanceType": "c6i.large",
  "build/encrypted": true,
  "build/kmsKeyId": "alias/a",
  "build/vpcId": "vpc-0a1b2c3d4e5f60718",
  "build/subnetId": "subnet-0a1b2c3d4e5f60718",
  "build/securityGroupIds": ["sg-0a1b2c3d4e5f60718"],
  "build/iamInstanceProfile": "builder",
  "build/sourceAmi": "ami-09709369c53539c11",
  "build/amiName": "platform",
  "build/volume/type": "gp2",
  "build/volume/iops": 4000,
  "build/volume/throughput": 250,
  "build/variables": { debug_tools: "true" },
  ...machineVariations("machineTemplates/0"),
  ...machineVariations("machines/0"),
  ...poolVariations("machinePools/0"),
  ...managedPoolVariations("managedMachinePools/0"),
  ...planeVariations("managedControlPlanes/0"),
};
