import { expect, test } from "vitest";

import { al2, seed, ubuntu } from "../__fixtures__/example-targets.ts";
import { findings } from "../__fixtures__/findings.ts";
import type { KarpenterTarget, LaunchTemplateOptions } from "../index.ts";

const era = "LAUNCH_TEMPLATE_ERA /launchTemplates/0";

function launchTemplate(change: Partial<LaunchTemplateOptions>): readonly string[] {
  const [first] = seed.launchTemplates ?? [];
  if (first === undefined) {
    throw new Error("the seed has a launch template");
  }
  return findings(al2, { ...seed, launchTemplates: [{ ...first, ...change }] });
}

test.for<readonly [string, Partial<LaunchTemplateOptions>, readonly string[]]>([
  [
    "the seed's other name",
    { name: "CustomKarpenterLaunchTemplateDemo" },
    ["NAME_UNKNOWN /provisioners/0/launchTemplate"],
  ],
  [
    "a security group by name",
    { securityGroupIds: ["default"] },
    ["SECURITY_GROUP /launchTemplates/0/securityGroupIds/0"],
  ],
  [
    "an alias",
    { reference: "karpenter-ami-selector:alias=al2@latest" },
    ["RENDER_IMAGE_KIND /launchTemplates/0/reference"],
  ],
  [
    "what CloudFormation resolves",
    { node: { script: "echo '{{resolve:ssm:/x}}'\n" } },
    ["USERDATA_DYNAMIC /launchTemplates/0/node"],
  ],
  [
    "the same as base64",
    { node: { script: "echo '{{resolve:ssm:/x}}'\n" }, userDataForm: "base64" },
    [],
  ],
  [
    "kubelet configuration in bootstrap.sh",
    { node: { kubeletConfig: { a: 1 } } },
    ["USERDATA_FIELD_NOT_CARRIED /launchTemplates/0/node/kubeletConfig"],
  ],
  [
    "a label with a line feed",
    { node: { nodeLabels: { a: "b\nc" } } },
    ["USERDATA_LABEL /launchTemplates/0/node/nodeLabels/a"],
  ],
  [
    "too large a script",
    { node: { script: "x".repeat(17_000) } },
    ["USERDATA_TOO_LARGE /launchTemplates/0/node"],
  ],
])("launch templates: %s", ([, change, expected]) => {
  expect(launchTemplate(change)).toEqual([era, ...expected]);
});

test("placeholders of the seed are refused, where they stand", () => {
  const value = {
    ...seed,
    cluster: {
      name: "<my-cluster-name>",
      endpoint: "<endpoint>",
      certificateAuthority: "<certificateAuthority>",
      dnsClusterIp: "<serivceIpv4Cidr>.10",
    },
  };
  expect(findings(al2, value)).toEqual([
    era,
    "USERDATA_CLUSTER_NAME /cluster/name",
    "USERDATA_ENDPOINT /cluster/endpoint",
    "USERDATA_CA_ENCODING /cluster/certificateAuthority",
    "USERDATA_ADDRESS /cluster/dnsClusterIp",
  ]);
});

test("launch templates and provisioners are refused where Karpenter reads them no more", () => {
  const { karpenterVersion: _, ...newest } = seed;
  expect(findings(al2, newest)).toEqual(["ERA /launchTemplates", "ERA /provisioners", era]);
});

test("an image of another size needs a device, a device needs an image of another size", () => {
  const { rootVolume: _, ...plain } = al2;
  const [first] = seed.launchTemplates ?? [];
  const device: KarpenterTarget = {
    ...seed,
    launchTemplates: first === undefined ? [] : [{ ...first, rootDeviceName: "/dev/xvda" }],
  };
  expect(findings(plain, device)).toEqual([
    era,
    "ROOT_DEVICE_UNUSED /launchTemplates/0/rootDeviceName",
  ]);
  const other = {
    ...ubuntu,
    name: "eks-al2",
    kubernetes: al2.kubernetes,
    rootVolume: { sizeGiB: 80 },
  };
  expect(findings(other, seed)).toEqual([era, "ROOT_DEVICE /launchTemplates/0/rootDeviceName"]);
});
