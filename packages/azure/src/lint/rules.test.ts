import { loadPlugin, type NodeImage } from "@imagewright/core";
import { expect, test } from "vitest";

import {
  build,
  publicKey,
  subscriptionId,
  target,
  template,
  ubuntu,
} from "../__fixtures__/targets.ts";
import type { AzureMachineTemplate } from "../machine-options.ts";
import type { AzureBuild } from "../options.ts";
import { azure } from "../plugin.ts";

const plugin = loadPlugin(azure);

function findings(image: NodeImage, changed: object): readonly string[] {
  return plugin
    .bind(image, changed)
    .diagnostics.map(({ severity, code, pointer }) => `${severity} ${code} ${pointer}`);
}

test("the plain target is clean", () => {
  expect(findings(ubuntu, target)).toEqual([]);
});

const t = "/machineTemplates/0";
const inGroup = `${subscriptionId}/images`;
const confidential = {
  osDisk: {
    managedDisk: {
      storageAccountType: "Premium_LRS",
      securityProfile: { securityEncryptionType: "VMGuestStateOnly" },
    },
  },
  securityProfile: {
    securityType: "ConfidentialVM",
    uefiSettings: { vTpmEnabled: true, secureBootEnabled: true },
  },
} as const;

test.for<[string, Partial<AzureMachineTemplate>, readonly string[]]>([
  [
    "a reference of another cloud",
    { reference: "ami:eu-west-1/ami-09709369c53539c11" },
    [`error RENDER_IMAGE_KIND ${t}/reference`],
  ],
  ["no reference at all", { reference: "capi" }, [`error REFERENCE_KIND_UNKNOWN ${t}/reference`]],
  [
    "a gallery that is shared directly",
    { reference: "azure-shared-gallery:g/d/1.0.0" },
    [`error AZURE_DIRECT_SHARED ${t}/reference`],
  ],
  [
    "a kind beside the reference",
    { imageKind: "azure-gallery" },
    [`error AZURE_IMAGE_CHOICE ${t}/imageKind`],
  ],
  [
    "a record beside the reference",
    { imageRecord: "x" },
    [`error AZURE_IMAGE_CHOICE ${t}/imageRecord`],
  ],
  [
    "a plan in an id",
    {
      reference: `azure-gallery:${inGroup}/G/D/1.0.0?plan=p%2Fo%2Fs`,
      galleryImageAsId: true,
    },
    [`error AZURE_IMAGE_CHOICE ${t}/galleryImageAsId`],
  ],
  [
    "an id of what has none",
    { reference: "azure-marketplace:p/o/s/1.0.0", galleryImageAsId: false },
    [`error AZURE_IMAGE_CHOICE ${t}/galleryImageAsId`],
  ],
  [
    "a subscription that is no GUID",
    { reference: "azure-gallery:prod/images/G/D/1.0.0" },
    [`error AZURE_REFERENCE_FORM ${t}/reference`],
  ],
  [
    "every name wrong",
    { reference: "azure-gallery:prod/images./my-gallery/-d/1.34" },
    Array.from({ length: 5 }, () => `error AZURE_REFERENCE_FORM ${t}/reference`),
  ],
  [
    "a version that is no int32",
    { reference: `azure-gallery:${inGroup}/G/D/0.3.2147483648` },
    [`error AZURE_REFERENCE_FORM ${t}/reference`],
  ],
  [
    "a community gallery by its private name",
    { reference: "azure-community-gallery:ClusterAPI/D/1.0.0" },
    [`error AZURE_REFERENCE_FORM ${t}/reference`],
  ],
  [
    "a URN with a colon in a part",
    { reference: "azure-marketplace:p/o%3As/s/1.0.0" },
    [`error AZURE_REFERENCE_FORM ${t}/reference`],
  ],
  [
    "the latest version",
    { reference: `azure-gallery:${inGroup}/G/D/latest` },
    [`warning AZURE_VERSION_UNPINNED ${t}/reference`],
  ],
  [
    "the version of another Kubernetes",
    { reference: `azure-gallery:${inGroup}/G/D/1.33.2` },
    [`warning AZURE_VERSION_KUBERNETES ${t}/reference`],
  ],
  [
    "a managed image",
    { reference: `azure-managed-image:${inGroup}/node` },
    [`info AZURE_MANAGED_IMAGE ${t}/reference`],
  ],
  [
    "another operating system",
    { osDisk: { osType: "Windows" } },
    [`error AZURE_OS_DISK ${t}/osDisk/osType`],
  ],
  [
    "an ultra disk for the system",
    { osDisk: { managedDisk: { storageAccountType: "UltraSSD_LRS" } } },
    [`error AZURE_OS_DISK ${t}/osDisk/managedDisk/storageAccountType`],
  ],
  [
    "an encryption set for a disk on the host",
    {
      osDisk: {
        diffDiskSettings: { option: "Local" },
        managedDisk: {
          storageAccountType: "Premium_LRS",
          diskEncryptionSet: {
            id: `/subscriptions/${subscriptionId}/resourceGroups/r/providers/Microsoft.Compute/diskEncryptionSets/d`,
          },
        },
      },
    },
    [`error AZURE_OS_DISK ${t}/osDisk/managedDisk/diskEncryptionSet`],
  ],
  [
    "data disks of one name and slot",
    {
      dataDisks: [
        { nameSuffix: "etcd", diskSizeGB: 256, lun: 0 },
        { nameSuffix: "etcd", diskSizeGB: 256, lun: 0 },
      ],
    },
    [
      `error AZURE_DATA_DISK ${t}/dataDisks/1/nameSuffix`,
      `error AZURE_DATA_DISK ${t}/dataDisks/1/lun`,
    ],
  ],
  [
    "an ultra disk that is cached and not allowed",
    {
      additionalCapabilities: { ultraSSDEnabled: false },
      dataDisks: [
        {
          nameSuffix: "etcd",
          diskSizeGB: 256,
          cachingType: "ReadOnly",
          managedDisk: { storageAccountType: "UltraSSD_LRS" },
        },
      ],
    },
    [
      `error AZURE_DATA_DISK ${t}/dataDisks/0/cachingType`,
      `error AZURE_DATA_DISK ${t}/dataDisks/0/managedDisk/storageAccountType`,
    ],
  ],
  ["a whole confidential machine", confidential, []],
  [
    "a confidential machine whose disk says nothing",
    { securityProfile: confidential.securityProfile },
    [`error AZURE_SECURITY_PROFILE ${t}/securityProfile/securityType`],
  ],
  [
    "a confidential disk on an ordinary machine",
    { osDisk: confidential.osDisk },
    [`error AZURE_SECURITY_PROFILE ${t}/osDisk/managedDisk/securityProfile/securityEncryptionType`],
  ],
  [
    "a confidential machine without vTPM",
    { ...confidential, securityProfile: { securityType: "ConfidentialVM" } },
    [`error AZURE_SECURITY_PROFILE ${t}/securityProfile`],
  ],
  [
    "trusted launch that would be dropped",
    { securityProfile: { securityType: "TrustedLaunch" } },
    [`error AZURE_SECURITY_PROFILE ${t}/securityProfile/securityType`],
  ],
  [
    "secure boot without a type",
    { securityProfile: { uefiSettings: { secureBootEnabled: true } } },
    [`error AZURE_SECURITY_PROFILE ${t}/securityProfile/uefiSettings`],
  ],
  [
    "a private key",
    { sshPublicKey: "-----BEGIN OPENSSH PRIVATE KEY-----" },
    [`error AZURE_SSH_KEY_FORM ${t}/sshPublicKey`],
  ],
  [
    "a key of another type than it says",
    { sshPublicKey: publicKey.replace("ssh-ed25519", "ssh-rsa") },
    [`error AZURE_SSH_KEY_FORM ${t}/sshPublicKey`],
  ],
  [
    "a key with a line end",
    { sshPublicKey: `${publicKey}\n` },
    [`error AZURE_SSH_KEY_FORM ${t}/sshPublicKey`],
  ],
  [
    "a user assigned identity that is not named",
    { identity: "UserAssigned" },
    [`error AZURE_IDENTITY ${t}/identity`],
  ],
  [
    "a user assigned identity that is not used",
    {
      userAssignedIdentities: [
        {
          providerID: `/subscriptions/${subscriptionId}/resourceGroups/r/providers/Microsoft.ManagedIdentity/userAssignedIdentities/i`,
        },
      ],
    },
    [`error AZURE_IDENTITY ${t}/userAssignedIdentities`],
  ],
  ["an Arm size", { vmSize: "Standard_D2ps_v5" }, [`warning AZURE_VM_SIZE ${t}/vmSize`]],
  ["a size that tells nothing", { vmSize: "Mystery" }, []],
  [
    "the bootstrap extension on a machine without extensions",
    { disableExtensionOperations: true, disableVMBootstrapExtension: false },
    [`warning AZURE_EXTENSIONS ${t}/disableVMBootstrapExtension`],
  ],
])("%s", ([, change, expected]) => {
  expect(findings(ubuntu, { ...target, machineTemplates: [{ ...template, ...change }] })).toEqual(
    expected,
  );
});

test("a machine without a public key is reported", () => {
  const { sshPublicKey: _, ...without } = template;
  expect(findings(ubuntu, { ...target, machineTemplates: [without] })).toEqual([
    `warning AZURE_SSH_KEY_MISSING ${t}`,
  ]);
});

test("a gallery version of Flatcar without its plan is reported", () => {
  const flatcar: NodeImage = { ...ubuntu, os: { distribution: "flatcar", release: "4230.2.3" } };
  expect(findings(flatcar, target)).toEqual([`warning AZURE_PLAN_MISSING ${t}/reference`]);
});

function large(sizeGiB: number): NodeImage {
  return { ...ubuntu, rootVolume: { sizeGiB } };
}

test("a disk is at least as large as the image, and at most what CAPZ takes", () => {
  const small = { ...target, machineTemplates: [{ ...template, osDisk: { diskSizeGB: 30 } }] };
  expect(findings(large(64), small)).toEqual([`error AZURE_OS_DISK ${t}/osDisk/diskSizeGB`]);
  expect(findings(large(2049), target)).toEqual(["error AZURE_OS_DISK /image/rootVolume/sizeGiB"]);
});

test("a target that asks for nothing is reported", () => {
  const { machineTemplates: _, ...nothing } = target;
  expect(findings(ubuntu, nothing)).toEqual(["warning AZURE_TARGET_EMPTY "]);
});

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
