import type { NodeImage } from "@imagewright/core";
import { expect, test } from "vitest";

import { findings } from "../__fixtures__/findings.ts";
import { build, confidential, target, template, ubuntu } from "../__fixtures__/targets.ts";
import type { AzureBuild } from "../options.ts";

const t = "/machineTemplates/0";
const windows: NodeImage = { ...ubuntu, os: { distribution: "windows", release: "2022" } };
const flatcarStable: NodeImage = {
  ...ubuntu,
  kubernetes: { version: "1.34.1", source: { kind: "http", url: "https://dl.k8s.io/release" } },
  os: { distribution: "flatcar", release: "stable" },
};

test.for<[string, NodeImage, Partial<AzureBuild>, readonly string[]]>([
  ["arm64", { ...ubuntu, architecture: "arm64" }, {}, ["error PACKER_GOAL_UNKNOWN /image/os"]],
  [
    "a distribution without a confidential image",
    { ...ubuntu, os: { distribution: "azure-linux", release: "3" } },
    { generation: "cvm" },
    ["error PACKER_GOAL_UNKNOWN /image/os"],
  ],
  [
    "a version past int32",
    ubuntu,
    { version: "0.3.9999999999" },
    ["error AZURE_BUILD_VERSION /build/version"],
  ],
  [
    "a Kubernetes version with its v",
    ubuntu,
    { version: "v1.34.1" },
    ["error SCHEMA_BAD_FORM /build/version"],
  ],
  [
    "regions by their display names, and one twice",
    ubuntu,
    { replicationRegions: ["West Europe", "northeurope", "northeurope"] },
    [
      "error AZURE_BUILD_REGION /build/replicationRegions/0",
      "error AZURE_BUILD_REGION /build/replicationRegions/2",
    ],
  ],
  [
    "a definition too long for the managed image",
    ubuntu,
    { definition: { name: "a".repeat(70) } },
    ["error AZURE_BUILD_DEFINITION /build/definition/name"],
  ],
  [
    "a Windows definition without the runtime",
    windows,
    { generation: "gen1", definition: { name: "windows-2022" } },
    ["error AZURE_BUILD_DEFINITION /build/definition/name"],
  ],
  [
    "an SKU for a definition whose name is not known",
    flatcarStable,
    { definition: { sku: "flatcar" } },
    ["error AZURE_BUILD_DEFINITION /build/definition/sku"],
  ],
  [
    "a resource group Windows templates ignore",
    windows,
    { generation: "gen1", buildResourceGroup: "builders" },
    ["error AZURE_BUILD_RESOURCE_GROUP /build/buildResourceGroup"],
  ],
  [
    "a resource group that changes the checkout",
    ubuntu,
    { buildResourceGroup: "builders" },
    ["warning AZURE_BUILD_CHECKOUT /build/buildResourceGroup"],
  ],
  [
    "variables that have a field, or are secret",
    ubuntu,
    { variables: { sig_image_version: "1.0.0", client_secret: "x", vm_size: "Standard_B2ms" } },
    [
      "error AZURE_BUILD_VARIABLE /build/variables/sig_image_version",
      "error AZURE_BUILD_VARIABLE /build/variables/client_secret",
    ],
  ],
])("%s", ([, image, change, expected]) => {
  const changed = {
    name: "capz",
    provider: "azure",
    image: "ubuntu-2404",
    build: { ...build, ...change },
  };
  expect(findings(image, changed).filter((one) => !one.includes("PACKER_DEB_REVISION"))).toEqual(
    expected,
  );
});

test.for<[string, object, readonly string[]]>([
  ["TrustedLaunch", { generation: "gen1" }, ["error AZURE_SECURITY_GENERATION"]],
  ["TrustedLaunch", { generation: "gen2" }, ["warning AZURE_SECURITY_FEATURE"]],
  ["ConfidentialVM", { generation: "gen2" }, ["error AZURE_SECURITY_GENERATION"]],
  ["ConfidentialVM", { generation: "cvm" }, []],
])("%s on an image of %j", ([securityType, change, expected]) => {
  const { reference: _, ...fromCatalog } = template;
  const machine = {
    ...fromCatalog,
    ...(securityType === "ConfidentialVM" && { osDisk: confidential.osDisk }),
    securityProfile: { ...confidential.securityProfile, securityType },
  };
  const changed = { ...target, build: { ...build, ...change }, machineTemplates: [machine] };
  const pointer = `${t}/securityProfile/securityType`;
  expect(findings(ubuntu, changed).filter((one) => one.includes("AZURE"))).toEqual(
    expected.map((one) => `${one} ${pointer}`),
  );
});
