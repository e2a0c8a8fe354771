import { readFileSync } from "node:fs";
import { join } from "node:path";

import { requireUpstream } from "@imagewright/testkit";
import { expect, test } from "vitest";

import {
  amiTypeOf,
  checkEksImageSelection,
  type EksImageSelection,
  eksImageQuery,
  imageParameterName,
  publishedAmiName,
  readAmiType,
  readImageParameterName,
  readKubernetesTag,
  readPublishedAmiName,
  readReleaseVersion,
} from "../index.ts";
import { eksImageOwner } from "./image-query.ts";

const x86 = "x86_64";
const service = "/aws/service";

test.for<readonly [EksImageSelection, string]>([
  [
    { family: "al2", minor: "1.32", architecture: x86, variant: "standard" },
    `${service}/eks/optimized-ami/1.32/amazon-linux-2/recommended/image_id`,
  ],
  [
    { family: "al2", minor: "1.32", architecture: x86, variant: "gpu" },
    `${service}/eks/optimized-ami/1.32/amazon-linux-2-gpu/recommended/image_id`,
  ],
  [
    { family: "al2", minor: "1.32", architecture: "arm64", variant: "standard" },
    `${service}/eks/optimized-ami/1.32/amazon-linux-2-arm64/recommended/image_id`,
  ],
  [
    { family: "al2023", minor: "1.34", architecture: x86, variant: "neuron" },
    `${service}/eks/optimized-ami/1.34/amazon-linux-2023/x86_64/neuron/recommended/image_id`,
  ],
  [
    {
      family: "bottlerocket",
      minor: "1.34",
      architecture: "arm64",
      variant: "nvidia-fips",
      version: "1.57.0",
    },
    `${service}/bottlerocket/aws-k8s-1.34-nvidia-fips/arm64/1.57.0/image_id`,
  ],
  [
    { family: "windows", minor: "1.35", variant: "2025-Full" },
    `${service}/ami-windows-latest/Windows_Server-2025-English-Full-EKS_Optimized-1.35/image_id`,
  ],
  [
    { family: "ubuntu", minor: "1.29", architecture: x86, release: "22.04", isPro: false },
    `${service}/canonical/ubuntu/eks/22.04/1.29/stable/current/amd64/hvm/ebs-gp2/ami-id`,
  ],
  [
    { family: "ubuntu", minor: "1.34", architecture: "arm64", release: "24.04", isPro: true },
    `${service}/canonical/ubuntu/eks-pro/24.04/1.34/stable/current/arm64/hvm/ebs-gp3/ami-id`,
  ],
])("%j is %s, and back", ([selection, name]) => {
  expect(imageParameterName(selection)).toEqual({ ok: true, value: name, diagnostics: [] });
  expect(readImageParameterName(name)).toEqual({ ok: true, value: selection, diagnostics: [] });
});

test.for([
  "/images/node",
  `${service}/eks/optimized-ami/1.34/amazon-linux-2024/x86_64/standard/recommended/image_id`,
  `${service}/eks/optimized-ami/1.34/amazon-linux-2023/x86_64/standard/recommended/image_name`,
  `${service}/eks/optimized-ami/1.34.1/amazon-linux-2023/x86_64/standard/recommended/image_id`,
  `${service}/canonical/ubuntu/eks/24.04/1.34/stable/current/amd64/hvm/ebs-gp2/ami-id`,
  "",
])("the parameter %s is taken for no image", (name) => {
  const read = readImageParameterName(name);
  expect(read).toMatchObject({ ok: false, diagnostics: [{ code: "EKS_IMAGE_NAME" }] });
});

test.for<readonly [EksImageSelection]>([
  [{ family: "al2", minor: "1.33", architecture: x86, variant: "standard" }],
  [{ family: "al2", minor: "1.32", architecture: "arm64", variant: "gpu" }],
  [{ family: "al2023", minor: "1.34", architecture: "arm64", variant: "neuron" }],
  [{ family: "al2023", minor: "1.34.9", architecture: x86, variant: "standard" }],
  [{ family: "windows", minor: "1.22", variant: "2022-Core" }],
  [{ family: "windows", minor: "1.34", variant: "2025-Core" }],
  [{ family: "ubuntu", minor: "1.30", architecture: x86, release: "20.04", isPro: false }],
  [{ family: "ubuntu", minor: "1.26", architecture: x86, release: "20.04", isPro: true }],
  [{ family: "ubuntu", minor: "1.30", architecture: x86, release: "24.04", isPro: false }],
  [{ family: "ubuntu", minor: "1.30", architecture: x86, release: "25.10", isPro: false }],
  [
    {
      family: "bottlerocket",
      minor: "1.34",
      architecture: x86,
      variant: "standard",
      version: "1.46.0",
    },
  ],
  [
    {
      family: "bottlerocket",
      minor: "1.28",
      architecture: x86,
      variant: "standard",
      version: "1.52.0",
    },
  ],
  [
    {
      family: "bottlerocket",
      minor: "1.28",
      architecture: x86,
      variant: "fips",
      version: "1.26.0",
    },
  ],
  [
    {
      family: "bottlerocket",
      minor: "1.34",
      architecture: x86,
      variant: "standard",
      version: "newest",
    },
  ],
])("%j was never published", ([selection]) => {
  expect(checkEksImageSelection(selection)).toMatchObject([{ code: "EKS_IMAGE_NOT_PUBLISHED" }]);
  expect(imageParameterName(selection).ok).toBe(false);
});

test.for([
  "AL2_x86_64",
  "AL2_x86_64_GPU",
  "AL2_ARM_64",
  "AL2023_x86_64_STANDARD",
  "AL2023_ARM_64_STANDARD",
  "AL2023_x86_64_NEURON",
  "AL2023_x86_64_NVIDIA",
  "AL2023_ARM_64_NVIDIA",
  ...["", "_NVIDIA", "_FIPS", "_NVIDIA_FIPS"].flatMap((suffix) => [
    `BOTTLEROCKET_ARM_64${suffix}`,
    `BOTTLEROCKET_x86_64${suffix}`,
  ]),
  ...["2019", "2022"].flatMap((year) => [
    `WINDOWS_CORE_${year}_x86_64`,
    `WINDOWS_FULL_${year}_x86_64`,
  ]),
])("the type %s stands for an image, and the image for the type", (amiType) => {
  const read = readAmiType(amiType, "1.32");
  expect(read.ok && amiTypeOf(read.value)).toMatchObject({ ok: true, value: amiType });
});

test("what a type cannot say is refused", () => {
  const refused = { ok: false, diagnostics: [{ code: "EKS_AMI_TYPE" }] };
  expect(readAmiType("CUSTOM", "1.32")).toMatchObject(refused);
  expect(readAmiType("AL2024_x86_64", "1.32")).toMatchObject(refused);
  const bottlerocket = {
    family: "bottlerocket",
    minor: "1.34",
    architecture: x86,
    variant: "standard",
  } as const;
  expect(amiTypeOf({ ...bottlerocket, version: "1.57.0" })).toMatchObject(refused);
  expect(
    amiTypeOf({
      family: "ubuntu",
      minor: "1.34",
      architecture: x86,
      release: "24.04",
      isPro: false,
    }),
  ).toMatchObject(refused);
});

test.for([
  "amazon-eks-node-1.21-v20210720",
  "amazon-eks-gpu-node-1.32-v20251112",
  "amazon-eks-arm64-node-1.32-v20251112",
  "amazon-eks-node-al2023-arm64-standard-1.34-v20260714",
  "amazon-eks-node-al2023-x86_64-nvidia-580-1.34-v20260714",
  "amazon-eks-node-al2023-x86_64-nvidia-1.33-v20250501",
])("the name %s is taken apart and put together again", (name) => {
  const read = readPublishedAmiName(name);
  expect(read.ok && publishedAmiName(read.value)).toBe(name);
});

test.for(["amazon-eks-al2023-arm64-node-1.33-v20261121", "node", "amazon-eks-node-1.21-v2021"])(
  "the name %s is none of AWS's",
  (name) => {
    expect(readPublishedAmiName(name)).toMatchObject({
      ok: false,
      diagnostics: [{ code: "EKS_IMAGE_NAME" }],
    });
  },
);

test("a tag and a release version say what is on an image", () => {
  expect(readKubernetesTag("1.21.2/2021-07-05/bin/linux/x86_64")).toMatchObject({
    value: { version: "1.21.2", buildDate: "2021-07-05", architecture: x86 },
  });
  expect(readKubernetesTag("1.21.2/2021-07-05/bin/linux/amd64").ok).toBe(false);
  expect(readReleaseVersion("1.34.9-v20260714").ok).toBe(false);
});

test("owners are those of upstream's table", (context) => {
  const folder = requireUpstream(context, "examples/eks-ami");
  const table = JSON.parse(readFileSync(join(folder, "ecr-accounts.json"), "utf8")) as {
    readonly accounts: { readonly [region: string]: string };
    readonly fallbackPatterns: { readonly [pattern: string]: { readonly account: string } };
  };
  for (const [region, account] of Object.entries(table.accounts)) {
    expect(eksImageOwner(region)).toBe(account);
  }
  for (const [pattern, { account }] of Object.entries(table.fallbackPatterns)) {
    expect(eksImageOwner(pattern.replace("*", "zz-9"))).toBe(account);
  }
});

test("the names that a query finds are those of the images", () => {
  const selections = ["standard", "nvidia"].map(
    (variant) =>
      ({
        family: "al2023",
        minor: "1.34",
        architecture: x86,
        variant: variant === "nvidia" ? variant : "standard",
      }) as const,
  );
  for (const selection of selections) {
    const { name = "" } = eksImageQuery(selection, "eu-west-1") ?? {};
    const driver = selection.variant === "nvidia" ? { driver: "580" } : {};
    const pattern = new RegExp(`^${name.replaceAll("*", ".*")}$`, "u");
    expect(publishedAmiName({ selection, release: "20260714", ...driver })).toMatch(pattern);
  }
  expect(
    eksImageQuery({ family: "windows", minor: "1.34", variant: "2022-Core" }, "eu-west-1"),
  ).toEqual({
    owner: "801119661308",
    name: "Windows_Server-2022-English-Core-EKS_Optimized-1.34-*",
  });
});
