import type { NodeImage } from "@imagewright/core";
import { expect, test } from "vitest";

import { findings } from "../__fixtures__/findings.ts";
import {
  confidential,
  publicKey,
  subscriptionId,
  target,
  template,
  ubuntu,
} from "../__fixtures__/targets.ts";
import type { AzureMachineTemplate } from "../machine-options.ts";

test("the plain target is clean", () => {
  expect(findings(ubuntu, target)).toEqual([]);
});

const t = "/machineTemplates/0";
const inGroup = `${subscriptionId}/images`;

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
    "a build of another Kubernetes",
    { reference: `azure-gallery:${inGroup}/G/D/1.33.2100001` },
    [`warning AZURE_VERSION_KUBERNETES ${t}/reference`],
  ],
  ["a build of this Kubernetes", { reference: `azure-gallery:${inGroup}/G/D/1.34.1100001` }, []],
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
  [
    "a user assigned identity whose id CAPZ does not take",
    {
      identity: "UserAssigned",
      userAssignedIdentities: [
        {
          providerID: `azure://subscriptions/${subscriptionId}/resourceGroups/r/providers/Microsoft.ManagedIdentity/userAssignedIdentities/i`,
        },
      ],
    },
    [`error CAPZ_IDENTITY ${t}/userAssignedIdentities/0/providerID`],
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
