import {
  type AmiLookupReference,
  bindTarget,
  createImageCatalog,
  type ImageReference,
  isJsonObject,
  loadPlugin,
  type NodeImage,
  type Parsed,
  type TargetOf,
  renderTarget,
  type Artifact,
} from "@imagewright/core";
import { checkConformance, exampleCatalog } from "@imagewright/core/testing";
import { expectGolden } from "@imagewright/testkit";
import fc from "fast-check";
import { expect, expectTypeOf, test } from "vitest";
import { parse } from "yaml";

import type { AwsMachineTemplate } from "./machine-template-options.ts";
import type { AwsTarget } from "./options.ts";
import { aws } from "./plugin.ts";

const image: NodeImage = {
  name: "ubuntu-2404",
  kubernetes: { version: "1.34.1" },
  os: { distribution: "ubuntu", release: "24.04" },
  architecture: "amd64",
};
const header = { name: "capa", provider: "aws", image: image.name } as const;
const ami: ImageReference = { kind: "ami", region: "eu-west-1", id: "ami-09709369c53539c11" };

function render(target: AwsTarget, of: NodeImage = image): Parsed<readonly Artifact[]> {
  const bound = bindTarget(aws, of, target);
  return bound.ok ? renderTarget(bound.value, { catalog: exampleCatalog([ami], of) }) : bound;
}

function rendered(target: AwsTarget, of: NodeImage = image): readonly Artifact[] {
  const result = render(target, of);
  expect(result.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  return result.ok
    ? result.value.map((artifact) => ({
        ...artifact,
        path: artifact.path.replace(/^[^/]+\//u, ""),
      }))
    : [];
}

/** The example of the documentation's page on custom AMIs. */
const documented: AwsMachineTemplate = {
  name: "capa-image-id-example",
  namespace: "default",
  reference: "ami:ami-09709369c53539c11",
  iamInstanceProfile: "control-plane.cluster-api-provider-aws.sigs.k8s.io",
  instanceType: "m5.xlarge",
  sshKeyName: "default",
};

const production: AwsTarget = {
  ...header,
  build: {
    region: "eu-west-1",
    copyTo: ["us-east-1", "eu-central-1"],
    shareWith: { users: ["123456789012"] },
    instanceType: "c6i.large",
    encrypted: true,
    kmsKeyId: "alias/node-images",
    subnetId: "subnet-0a1b2c3d4e5f60718",
    securityGroupIds: ["sg-0a1b2c3d4e5f60718"],
    volume: { type: "io2", iops: 1000 },
  },
  machineTemplates: [
    {
      name: "prod-control-plane",
      namespace: "clusters",
      labels: { team: "platform" },
      instanceType: "m6i.xlarge",
      iamInstanceProfile: "control-plane.cluster-api-provider-aws.sigs.k8s.io",
      sshKeyName: "",
      rootVolume: { type: "gp3", iops: 6000, throughput: 250, encrypted: true },
      instanceMetadataOptions: { httpTokens: "required", httpPutResponseHopLimit: 2 },
      cloudInit: { secureSecretsBackend: "ssm-parameter-store" },
    },
    {
      name: "prod-workers",
      instanceType: "m6i.2xlarge",
      spotMarketOptions: { maxPrice: "0.12" },
      subnetId: "subnet-0a1b2c3d4e5f60718",
      additionalSecurityGroupIds: ["sg-0a1b2c3d4e5f60718"],
      additionalTags: { "cost-center": "0042", Team: "platform" },
      publicIP: false,
    },
    {
      name: "prod-lookup",
      instanceType: "m6i.2xlarge",
      lookup: {
        format: "platform-{{.BaseOS}}-?{{.K8sVersion}}-*",
        org: "123456789012",
        baseOS: "ubuntu-24.04",
      },
    },
  ],
};

test("the example of the documentation, with an API version that is served", async () => {
  const artifacts = rendered({ ...header, machineTemplates: [documented] });
  await expectGolden(new URL("__golden__/documented/", import.meta.url), artifacts);
});

test("a production target", async () => {
  const artifacts = rendered(production, { ...image, rootVolume: { sizeGiB: 40 } });
  await expectGolden(new URL("__golden__/production/", import.meta.url), artifacts);
});

test("an arm64 image of Flatcar, and a public build of it", async () => {
  const flatcar: NodeImage = {
    ...image,
    name: "flatcar",
    os: { distribution: "flatcar", release: "stable" },
    kubernetes: {
      version: "1.34.1",
      source: { kind: "http", url: "https://dl.k8s.io/release" },
    },
    architecture: "arm64",
  };
  const target: AwsTarget = {
    ...header,
    image: "flatcar",
    build: { region: "eu-west-1", shareWith: { groups: ["all"] } },
    machineTemplates: [
      {
        name: "flatcar-workers",
        instanceType: "m7g.large",
        ignition: { version: "3.4", storageType: "UnencryptedUserData" },
      },
    ],
  };
  const artifacts = rendered(target, flatcar);
  await expectGolden(new URL("__golden__/flatcar/", import.meta.url), artifacts);
});

/** Every kind beside the machine templates. */
const pools: AwsTarget = {
  ...header,
  build: { region: "eu-west-1" },
  capaVersion: "2.11.1",
  machines: [
    {
      name: "single",
      instanceType: "m6i.large",
      tenancy: "host",
      hostID: "h-0a1b2c3d4e5f60718",
      hostAffinity: "host",
      cpuOptions: { nestedVirtualization: "enabled" },
      nonRootVolumes: [{ deviceName: "/dev/sdb", size: 100, type: "gp3" }],
      privateDnsName: { hostnameType: "resource-name" },
    },
  ],
  machinePools: [
    {
      name: "spot",
      minSize: 0,
      maxSize: 12,
      awsLaunchTemplate: {
        instanceType: "m6i.large",
        rootVolume: { size: 60, type: "gp3" },
        instanceMetadataOptions: { httpTokens: "required", httpPutResponseHopLimit: 2 },
      },
      mixedInstancesPolicy: {
        instancesDistribution: { onDemandBaseCapacity: 1, spotAllocationStrategy: "lowest-price" },
        overrides: [{ instanceType: "m5.large" }],
      },
      subnetIds: ["subnet-0a1b2c3d4e5f60718"],
      refreshPreferences: { minHealthyPercentage: 90, maxHealthyPercentage: 120 },
    },
    {
      name: "by-name",
      minSize: 1,
      maxSize: 3,
      awsLaunchTemplate: { instanceType: "m6i.large" },
      lookup: { format: "platform-?{{.K8sVersion}}-*", org: "123456789012" },
    },
  ],
  managedMachinePools: [
    {
      name: "custom",
      awsLaunchTemplate: { instanceType: "m6i.large" },
      scaling: { minSize: 1, maxSize: 5 },
      nodeLabels: { "example.com/tier": "web" },
      taints: [{ key: "tier", value: "web", effect: "no-schedule" }],
      updateConfig: { maxUnavailablePercentage: 20 },
    },
  ],
  managedControlPlanes: [
    {
      name: "plane",
      region: "eu-west-1",
      upgradePolicy: "standard",
      lookup: { org: "123456789012" },
      addons: [{ name: "vpc-cni", version: "v1.20.4-eksbuild.2" }],
    },
    { name: "plane-class", isTemplate: true, version: "v1.34" },
  ],
};

test("machines, pools, node groups and control planes", async () => {
  await expectGolden(new URL("__golden__/pools/", import.meta.url), rendered(pools));
});

test("a node group whose image EKS chooses", async () => {
  const al2023: NodeImage = { ...image, os: { distribution: "amazon-linux", release: "2023" } };
  const target: AwsTarget = {
    ...header,
    managedMachinePools: [
      {
        name: "eks-image",
        amiType: "AL2023_x86_64_STANDARD",
        amiVersion: "1.34.1-20260714",
        instanceType: "m6i.large",
      },
    ],
  };
  const artifacts = rendered(target, al2023);
  await expectGolden(new URL("__golden__/node-group/", import.meta.url), artifacts);
});

test("the plugin obeys the laws of all plugins", () => {
  const catalog = exampleCatalog([ami], image);
  const samples = [
    { name: "production", image, target: withSizes(production), catalog },
    {
      name: "documented",
      image,
      target: { ...header, machineTemplates: [documented] },
      catalog,
    },
    { name: "pools", image, target: pools, catalog },
    { name: "build", image, target: { ...header, build: { region: "eu-west-1" } }, catalog },
  ];
  expect(checkConformance(loadPlugin(aws), samples)).toEqual([]);
});

test("a label that Kubernetes does not take is refused", () => {
  const bound = bindTarget(aws, image, {
    ...header,
    machineTemplates: [{ ...documented, labels: { team: "A " } }],
  });
  expect(bound.diagnostics.map(({ code, pointer }) => `${code} ${pointer}`)).toContain(
    "CAPI_LABEL /machineTemplates/0/labels/team",
  );
});

test("an AMI that is not in the catalog is missing, not guessed", () => {
  const bound = bindTarget(aws, image, {
    ...header,
    machineTemplates: [{ name: "a", region: "us-east-1", instanceType: "m5.large" }],
  });
  const result = bound.ok
    ? renderTarget(bound.value, { catalog: exampleCatalog([ami], image) })
    : bound;
  expect(result.diagnostics.map(({ code, pointer }) => ({ code, pointer }))).toEqual([
    { code: "IMAGE_NOT_FOUND", pointer: "/machineTemplates/0" },
  ]);
});

test("a catalog with a malformed AMI id is refused when the id would be written", () => {
  const broken: ImageReference = { ...ami, id: "ami-09709369C53539C11" };
  const bound = bindTarget(aws, image, {
    ...header,
    machineTemplates: [{ name: "a", region: "eu-west-1", instanceType: "m5.large" }],
  });
  const result = bound.ok
    ? renderTarget(bound.value, { catalog: exampleCatalog([broken], image) })
    : bound;
  expect(result.diagnostics.map(({ code }) => code)).toEqual(["RENDER_VALUE_REFUSED"]);
});

test("without a build and without templates nothing is rendered", () => {
  expect(render(header)).toEqual({ ok: true, value: [], diagnostics: [] });
  expect(createImageCatalog([]).records).toEqual([]);
});

const hex = (length: number): fc.Arbitrary<string> =>
  fc.string({
    unit: fc.constantFrom(...Array.from("0123456789abcdef")),
    minLength: length,
    maxLength: length,
  });
const amis = fc
  .oneof(hex(8), hex(17))
  .map((digits): ImageReference => ({ kind: "ami", id: `ami-${digits}` }));
const words = fc
  .string({ unit: "binary", minLength: 1, maxLength: 30 })
  .filter((text) => text.isWellFormed() && !text.includes("\0"));
const lookups: fc.Arbitrary<AmiLookupReference> = fc
  .record(
    {
      kind: fc.constant("ami-lookup" as const),
      format: words,
      org: words,
      baseOs: words,
      eksLookupType: fc.constantFrom(
        "AmazonLinux" as const,
        "AmazonLinuxGPU" as const,
        "AmazonLinux2023" as const,
        "AmazonLinux2023GPU" as const,
      ),
    },
    { requiredKeys: ["kind"] },
  )
  .map((lookup) => ({ ...lookup }));

test("whatever a machine template points at is read back from its YAML", () => {
  const bound = bindTarget(aws, image, { ...header, machineTemplates: [documented] });
  const request = bound.ok ? bound.value.manifests(new Map() as never)[0] : undefined;
  fc.assert(
    fc.property(fc.oneof(amis, lookups), (reference) => {
      const text = request?.render({ mode: "complete", reference }).text ?? "";
      const object: unknown = parse(text, { uniqueKeys: true });
      const read = isJsonObject(object) ? aws.readManifest(object) : undefined;
      expect(read?.ok === true ? read.value.map((found) => found.reference) : []).toStrictEqual([
        reference,
      ]);
    }),
    { numRuns: 10_000 },
  );
});

test("target and references are typed by the plugin", () => {
  expectTypeOf(aws.id).toEqualTypeOf<"aws">();
  expectTypeOf<TargetOf<typeof aws>>().toEqualTypeOf<AwsTarget>();
});

/** The production target for an image that says no size itself. */
function withSizes(target: AwsTarget): AwsTarget {
  return {
    ...target,
    machineTemplates: (target.machineTemplates ?? []).map(({ rootVolume, ...template }) => ({
      ...template,
      ...(rootVolume !== undefined && { rootVolume: { ...rootVolume, size: 124 } }),
    })),
  };
}
