import { expect, test } from "vitest";

import { findings, image } from "../__fixtures__/findings.ts";
import type { AwsManagedControlPlane, AwsManagedMachinePool } from "../eks-options.ts";
import type { AwsMachinePool } from "../pool-options.ts";

const reference = "ami:ami-09709369c53539c11";
const awsLaunchTemplate = { instanceType: "m6i.large" };
const al2023 = { ...image, os: { distribution: "amazon-linux", release: "2023" } } as const;
const plain = "AWS_BOOTSTRAP_PLAIN /awsLaunchTemplate";

test.for<{ says: string; pool: Partial<AwsMachinePool>; found: readonly string[] }>([
  { says: "a reference", pool: { reference }, found: [plain] },
  { says: "no region for the catalog", pool: {}, found: ["AWS_REGION_MISSING /region", plain] },
  {
    says: "a lookup without an instance type",
    pool: { lookup: { org: "123456789012" }, awsLaunchTemplate: {} },
    found: [
      "AWS_LOOKUP_UNPINNED /lookup",
      plain,
      "AWS_LAUNCH_TEMPLATE_INSTANCE /awsLaunchTemplate",
    ],
  },
  {
    says: "another architecture among the instance types",
    pool: { reference, mixedInstancesPolicy: { overrides: [{ instanceType: "m7g.large" }] } },
    found: [
      "AWS_INSTANCE_ARCHITECTURE /mixedInstancesPolicy/overrides/0/instanceType",
      plain,
      "AWS_POOL_ARCHITECTURES /mixedInstancesPolicy/overrides",
    ],
  },
  {
    says: "a minimum above the maximum",
    pool: { reference, minSize: 9 },
    found: ["AWS_POOL_SIZE /maxSize", plain],
  },
  {
    says: "Ignition for Ubuntu",
    pool: { reference, ignition: {} },
    found: ["AWS_BOOTSTRAP /ignition"],
  },
  {
    says: "spot options beside several instance types",
    pool: {
      reference,
      awsLaunchTemplate: { ...awsLaunchTemplate, spotMarketOptions: {} },
      mixedInstancesPolicy: {},
    },
    found: ["AWS_PURCHASE_REFUSED /awsLaunchTemplate/spotMarketOptions", plain],
  },
  {
    says: "a refresh that is switched off",
    pool: { reference, refreshPreferences: { disable: true } },
    found: ["AWS_REFRESH_DISABLED /refreshPreferences/disable", plain],
  },
])("machine pool: $says", ({ pool, found }) => {
  const machinePools = [{ name: "a", minSize: 1, maxSize: 3, awsLaunchTemplate, ...pool }];
  expect(findings({ machinePools })).toEqual(
    found.map((text) => text.replace(" ", " /machinePools/0")),
  );
});

test.for<{ says: string; pool: Partial<AwsManagedMachinePool>; found: readonly string[] }>([
  { says: "the type of the image", pool: { amiType: "AL2023_x86_64_STANDARD" }, found: [] },
  {
    says: "the default, which is Amazon Linux 2",
    pool: {},
    found: ["AWS_NODE_GROUP_IMAGE /amiType"],
  },
  {
    says: "the type of another architecture",
    pool: { amiType: "AL2023_ARM_64_STANDARD" },
    found: ["AWS_NODE_GROUP_IMAGE /amiType"],
  },
  {
    says: "a reference without a launch template",
    pool: { amiType: "AL2023_x86_64_STANDARD", reference },
    found: ["AWS_NODE_GROUP_IMAGE /reference"],
  },
  {
    says: "a release of another minor",
    pool: { amiType: "AL2023_x86_64_STANDARD", amiVersion: "1.33.4-20250901" },
    found: ["AWS_AMI_VERSION /amiVersion"],
  },
  {
    says: "a type beside an AMI",
    pool: { amiType: "AL2023_x86_64_STANDARD", awsLaunchTemplate, reference },
    found: ["AWS_AMI_TYPE_UNUSED /amiType"],
  },
  { says: "an AMI", pool: { awsLaunchTemplate, reference }, found: [] },
  {
    says: "a launch template with an instance type beside it",
    pool: { awsLaunchTemplate, reference, instanceType: "m6i.large" },
    found: ["AWS_POOL_REFUSED /instanceType"],
  },
  {
    says: "a lookup that finds Amazon Linux 2",
    pool: { amiType: "AL2023_x86_64_STANDARD", awsLaunchTemplate, lookup: {} },
    found: [
      "AWS_LOOKUP_UNPINNED /lookup",
      "AWS_EKS_AMAZON_LINUX_2 /lookup/eksLookupType",
      "AWS_LAUNCH_TEMPLATE_IMAGE /awsLaunchTemplate",
    ],
  },
])("node group: $says", ({ pool, found }) => {
  const managedMachinePools = [{ name: "a", ...pool }];
  expect(findings({ managedMachinePools }, al2023)).toEqual(
    found.map((text) => text.replace(" ", " /managedMachinePools/0")),
  );
});

test.for<{ says: string; plane: Partial<AwsManagedControlPlane>; found: readonly string[] }>([
  { says: "the version of the image", plane: {}, found: [] },
  {
    says: "a lookup of nothing",
    plane: { lookup: {} },
    found: ["AWS_LOOKUP_NOTHING /lookup"],
  },
  {
    says: "a format of any version",
    plane: { lookup: { format: "a-*" } },
    found: ["AWS_LOOKUP_FORMAT_OPEN /lookup/format"],
  },
  {
    says: "a tag of Amazon's own",
    plane: { additionalTags: { "aws:a": "b" } },
    found: ["AWS_TAG /additionalTags/aws:a"],
  },
])("control plane: $says", ({ plane, found }) => {
  expect(findings({ managedControlPlanes: [{ name: "a", ...plane }] })).toEqual(
    found.map((text) => text.replace(" ", " /managedControlPlanes/0")),
  );
});

test("a pre-release of Kubernetes is no version of EKS", () => {
  const next = { ...image, kubernetes: { version: "1.35.0-rc.1" } };
  expect(findings({ managedControlPlanes: [{ name: "a" }] }, next)).toEqual([
    "AWS_CONTROL_PLANE_PRERELEASE /managedControlPlanes/0/version",
  ]);
});
