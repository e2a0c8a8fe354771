import { type JsonObject, objectKind, replaceAt } from "@imagewright/core";
import { expect, test } from "vitest";

import {
  azureMachine,
  galleryImage,
  machinePool,
  machineTemplate,
} from "./__fixtures__/machines.ts";
import { azureWebhooks } from "./azure-webhooks.ts";

/** Pointer and sentence of everything the webhooks of the object's kind say. */
function says(object: JsonObject, oldObject?: JsonObject): readonly string[] {
  const kind = objectKind(object)?.kind ?? "";
  return azureWebhooks
    .filter(({ kinds }) => kinds.includes(kind))
    .flatMap(({ validate }) =>
      (
        validate?.({ object, ...(oldObject !== undefined && { oldObject }), targetVersions: {} }) ??
        []
      ).map(({ pointer, message }) => `${pointer} ${message}`),
    );
}

function mutated(object: JsonObject): JsonObject {
  const kind = objectKind(object)?.kind ?? "";
  const webhook = azureWebhooks.find(({ kinds }) => kinds.includes(kind));
  return webhook?.mutate?.({ object, targetVersions: {} }) ?? object;
}

const at = "/spec/template/spec";
const confidentialDisk: JsonObject = {
  osType: "Linux",
  managedDisk: {
    storageAccountType: "Premium_LRS",
    securityProfile: { securityEncryptionType: "DiskWithVMGuestState" },
  },
};

test("a plain machine, template and pool are taken", () => {
  expect([azureMachine(), machineTemplate(), machinePool()].flatMap((one) => says(one))).toEqual(
    [],
  );
});

test.for<[string, JsonObject, readonly string[]]>([
  [
    "no image at all",
    { image: {} },
    [`${at}/image You must supply an ID, Marketplace or ComputeGallery image details`],
  ],
  ["a variant that is null", { image: { ...galleryImage, marketplace: null } }, []],
  [
    "an id beside a gallery",
    { image: { ...galleryImage, id: "/subscriptions/a" } },
    [
      `${at}/image/computeGallery ComputeGallery cannot be used as an image ID. Marketplace or SharedGallery images has been specified`,
    ],
  ],
  [
    "an empty id",
    { image: { id: "" } },
    [`${at}/image/id ID cannot be empty when specifying an AzureImageByID`],
  ],
  [
    "a gallery with its subscription alone",
    { image: { computeGallery: { gallery: "g", name: "n", version: "1", subscriptionID: "s" } } },
    [`${at}/image/computeGallery ResourceGroup cannot be empty when SubscriptionID is specified`],
  ],
  [
    "a system disk of 2049 GiB",
    { osDisk: { osType: "Linux", diskSizeGB: 2049 } },
    [`${at}/osDisk/diskSizeGB the Disk size should be a value between 1 and 2048`],
  ],
  [
    "an ultra disk for the system that is cached",
    {
      osDisk: {
        osType: "Linux",
        cachingType: "ReadOnly",
        managedDisk: { storageAccountType: "UltraSSD_LRS" },
      },
    },
    [
      `${at}/osDisk/cachingType cachingType 'ReadOnly' is not supported when storageAccountType is 'UltraSSD_LRS'. Allowed values are: 'None'`,
      `${at}/osDisk/managedDisk/storageAccountType UltraSSD_LRS can only be used with data disks, it cannot be used with OS Disks`,
    ],
  ],
  [
    "a managed disk that does not say its type",
    { osDisk: { osType: "Linux", managedDisk: {} } },
    [
      `${at}/osDisk/managedDisk/storageAccountType the Storage Account Type for Managed Disk cannot be empty`,
    ],
  ],
  [
    "a type of disk that Azure does not have",
    { osDisk: { osType: "Linux", managedDisk: { storageAccountType: "Gold" } } },
    [
      `${at}/osDisk/managedDisk/storageAccountType allowed values are [Premium_LRS PremiumV2_LRS Premium_ZRS StandardSSD_LRS StandardSSD_ZRS Standard_LRS UltraSSD_LRS]`,
    ],
  ],
  [
    "an encryption set on the host",
    {
      osDisk: {
        osType: "Linux",
        diffDiskSettings: { option: "Local" },
        managedDisk: { storageAccountType: "Premium_LRS", diskEncryptionSet: { id: "x" } },
      },
    },
    [
      `${at}/osDisk/managedDisk/diskEncryptionSet diskEncryptionSet is not supported when diffDiskSettings.option is 'Local'`,
    ],
  ],
  [
    "data disks of every kind of fault",
    {
      dataDisks: [
        { nameSuffix: "a", diskSizeGB: 3, lun: 64 },
        { nameSuffix: "a", diskSizeGB: 4, lun: 1 },
        { nameSuffix: "", diskSizeGB: 4, lun: 1 },
      ],
    },
    [
      `${at}/dataDisks/0/diskSizeGB the disk size should be a value between 4 and 32767`,
      `${at}/dataDisks/0/lun logical unit number must be between 0 and 63`,
      `${at}/dataDisks/1/nameSuffix two data disks have one name`,
      `${at}/dataDisks/2/nameSuffix the name suffix cannot be empty`,
      `${at}/dataDisks/2/lun two data disks have one logical unit number`,
    ],
  ],
  [
    "a confidential disk on a machine of another kind",
    { osDisk: confidentialDisk, securityProfile: { encryptionAtHost: true } },
    [
      `${at}/securityProfile/securityType SecurityType should be set to 'ConfidentialVM' when securityEncryptionType is defined`,
      `${at}/securityProfile/uefiSettings UefiSettings should be set when securityEncryptionType is defined`,
      `${at}/securityProfile/encryptionAtHost EncryptionAtHost cannot be set to 'true' when securityEncryptionType is set to 'DiskWithVMGuestState'`,
    ],
  ],
  [
    "a confidential disk without secure boot",
    {
      osDisk: confidentialDisk,
      securityProfile: { securityType: "ConfidentialVM", uefiSettings: {} },
    },
    [
      `${at}/securityProfile/uefiSettings/vTpmEnabled VTpmEnabled should be set to true when securityEncryptionType is defined`,
      `${at}/securityProfile/uefiSettings/secureBootEnabled SecureBootEnabled should be set to true when securityEncryptionType is set to 'DiskWithVMGuestState'`,
    ],
  ],
  ["a confidential disk without any profile", { osDisk: confidentialDisk }, []],
  [
    "a key that is not in base64",
    { sshPublicKey: "ssh-rsa AAAA" },
    [`${at}/sshPublicKey the SSH public key is not properly base64 encoded`],
  ],
  [
    "a key that is none",
    { sshPublicKey: btoa("hello") },
    [`${at}/sshPublicKey the SSH public key is not valid`],
  ],
  ["no key: one is made up", { sshPublicKey: "" }, []],
  [
    "identities that are not used",
    { userAssignedIdentities: [{ providerID: "x" }] },
    [
      `${at}/identity must be set to 'UserAssigned' when assigning any user identity to the machine`,
    ],
  ],
  [
    "identities that are missing",
    { identity: "UserAssigned" },
    [`${at}/userAssignedIdentities must be specified for the 'UserAssigned' identity type`],
  ],
  [
    "an identity that is no id",
    { identity: "UserAssigned", userAssignedIdentities: [{ providerID: "azure://nodes" }] },
    [`${at}/userAssignedIdentities/0/providerID must be a valid Azure resource ID`],
  ],
  [
    "a console without its account",
    { diagnostics: { boot: { storageAccountType: "UserManaged" } } },
    [
      `${at}/diagnostics/boot userManaged must be specified when storageAccountType is 'UserManaged'`,
    ],
  ],
  [
    "an account that is not used",
    {
      diagnostics: {
        boot: { storageAccountType: "Disabled", userManaged: { storageAccountURI: "https://a" } },
      },
    },
    [`${at}/diagnostics/boot StorageAccountURI cannot be set when storageAccountType is 'Managed'`],
  ],
  [
    "two ways to name the subnet",
    { subnetName: "a", networkInterfaces: [{ subnetName: "b", privateIPConfigs: 1 }] },
    [
      `${at}/networkInterfaces cannot set both networkInterfaces and machine subnetName`,
      `${at}/networkInterfaces cannot set both NetworkInterfaces and machine SubnetName`,
    ],
  ],
  ["the subnet in the old place alone", { subnetName: "a" }, []],
  [
    "a role that is not whole",
    { identity: "SystemAssigned", systemAssignedIdentityRole: { name: "x" } },
    [
      `${at}/systemAssignedIdentityRole/definitionID the definitionID field cannot be empty`,
      `${at}/systemAssignedIdentityRole/scope the scope field cannot be empty`,
      `${at}/systemAssignedIdentityRole/name AzureMachineTemplate spec.template.spec.systemAssignedIdentityRole.name field can't be set`,
    ],
  ],
  [
    "a role for nobody",
    { systemAssignedIdentityRole: { scope: "s", definitionID: "d" } },
    [
      `${at}/systemAssignedIdentityRole systemAssignedIdentityRole can only be set when identity is set to SystemAssigned`,
    ],
  ],
  [
    "the old name of the role",
    { roleAssignmentName: "x" },
    [
      `${at}/roleAssignmentName AzureMachineTemplate spec.template.spec.roleAssignmentName field can't be set`,
    ],
  ],
  [
    "a reservation that is no id",
    { capacityReservationGroupID: "group" },
    [`${at}/capacityReservationGroupID must be a valid Azure resource ID`],
  ],
  [
    "extensions on a machine without extensions",
    {
      disableExtensionOperations: true,
      vmExtensions: [{ name: "a", publisher: "b", version: "1" }],
    },
    [`${at}/vmExtensions VMExtensions must be empty when DisableExtensionOperations is true`],
  ],
])("a template with %s", ([, change, expected]) => {
  expect(says(machineTemplate(change))).toEqual(expected);
});

test.for<[string, JsonObject, JsonObject, readonly string[]]>([
  [
    "a warning of 4 minutes",
    { terminateNotificationTimeout: 4 },
    {},
    [
      "/spec/template/terminateNotificationTimeout minimum timeout 5 is allowed for TerminateNotificationTimeout",
    ],
  ],
  [
    "a warning of 16 minutes",
    { terminateNotificationTimeout: 16 },
    {},
    [
      "/spec/template/terminateNotificationTimeout maximum timeout 15 is allowed for TerminateNotificationTimeout",
    ],
  ],
  [
    "a strategy that cannot move",
    {},
    { strategy: { rollingUpdate: { maxSurge: 0 } } },
    [
      "/spec/strategy/rollingUpdate rolling update strategy MaxUnavailable must not be 0 if MaxSurge is 0",
    ],
  ],
  [
    "a strategy of 0%",
    {},
    { strategy: { rollingUpdate: { maxSurge: "0%", maxUnavailable: 0 } } },
    [],
  ],
  [
    "no image in any way",
    { image: {} },
    {},
    ["/spec/template/image You must supply an ID, Marketplace or ComputeGallery image details"],
  ],
  [
    "a role for nobody",
    {},
    { systemAssignedIdentityRole: { scope: "s" } },
    [
      "/spec/systemAssignedIdentityRole systemAssignedIdentityRole can only be set when identity is set to 'SystemAssigned'",
    ],
  ],
  [
    "a role of another name than a GUID",
    {},
    { identity: "SystemAssigned", systemAssignedIdentityRole: { name: "admins" } },
    [
      "/spec/systemAssignedIdentityRole/name Role assignment name must be a valid GUID. It is optional and will be auto-generated when not specified.",
    ],
  ],
  ["data disks nobody looks at", { dataDisks: [{ nameSuffix: "", diskSizeGB: 1 }] }, {}, []],
])("a pool with %s", ([, change, pool, expected]) => {
  expect(says(machinePool(change, pool))).toEqual(expected);
});

const immutable = "field is immutable";
const unset = "field is immutable, unable to set an empty value if it was already set";
const set = "field is immutable, unable to assign a value if it was already empty";

test.for<[string, JsonObject, JsonObject, readonly string[]]>([
  ["nothing changed", {}, {}, []],
  ["an extension that is no part of the comparison", {}, { vmSize: "Standard_D4s_v5" }, []],
  ["another image", {}, { image: { id: "x" } }, [`/spec/image ${immutable}`]],
  ["the image gone", {}, { image: null }, [`/spec/image ${unset}`]],
  ["an image where none was", { image: null }, { image: galleryImage }, [`/spec/image ${set}`]],
  ["another key", {}, { sshPublicKey: btoa("other") }, [`/spec/sshPublicKey ${immutable}`]],
  [
    "the key left out, so that another is made up",
    {},
    { sshPublicKey: "" },
    [`/spec/sshPublicKey ${immutable}`],
  ],
  [
    "a larger disk",
    {},
    { osDisk: { osType: "Linux", cachingType: "None", diskSizeGB: 64 } },
    [`/spec/osDisk ${immutable}`],
  ],
  ["a false spelled out", {}, { allocatePublicIP: false, spotVMOptions: null }, []],
  ["a public address", {}, { allocatePublicIP: true }, [`/spec/allocatePublicIP ${set}`]],
  [
    "the extension switched off, once it was on",
    { disableVMBootstrapExtension: false },
    { disableVMBootstrapExtension: true },
    [`/spec/disableVMBootstrapExtension ${immutable}`],
  ],
  ["the extension switched off, once nobody said", {}, { disableVMBootstrapExtension: true }, []],
  [
    "the subnet the controller chose",
    {},
    { networkInterfaces: [{ subnetName: "nodes", privateIPConfigs: 1 }] },
    [],
  ],
  [
    "a second interface",
    {},
    { networkInterfaces: [{ privateIPConfigs: 1 }, { privateIPConfigs: 1 }] },
    [`/spec/networkInterfaces ${immutable}`],
  ],
  [
    "another security profile",
    {},
    { securityProfile: { encryptionAtHost: true } },
    [`/spec/securityProfile ${set}`],
  ],
  [
    "spot options as before, without their defaults",
    { spotVMOptions: {} },
    { spotVMOptions: {} },
    [],
  ],
  [
    "data disks as before, without their defaults",
    { dataDisks: [{ nameSuffix: "a", diskSizeGB: 8 }] },
    { dataDisks: [{ nameSuffix: "a", diskSizeGB: 8 }] },
    [],
  ],
])("a machine is updated: %s", ([, before, after, expected]) => {
  expect(says(azureMachine(after), azureMachine(before))).toEqual(expected);
});

const templateImmutable = expect.stringContaining(
  "AzureMachineTemplate spec.template.spec field is immutable. Please create new resource instead.",
);

test.for<[string, JsonObject, JsonObject, readonly unknown[]]>([
  ["the same again", {}, {}, []],
  ["the defaults spelled out", {}, { networkInterfaces: [{ privateIPConfigs: 1 }] }, []],
  ["a key where none was read", { sshPublicKey: "" }, {}, []],
  ["the key left out", {}, { sshPublicKey: "" }, [templateImmutable]],
  ["another image", {}, { image: { id: "x" } }, [templateImmutable]],
  ["another size", {}, { vmSize: "Standard_D4s_v5" }, [templateImmutable]],
])("a template is updated: %s", ([, before, after, expected]) => {
  expect(says(machineTemplate(after), machineTemplate(before))).toEqual(expected);
});

test("a template that the topology controller only tries may change", () => {
  const annotations = { "topology.cluster.x-k8s.io/dry-run": "" };
  const tried = replaceAt(machineTemplate({ vmSize: "x" }), "/metadata/annotations", annotations);
  expect(says(tried ?? {}, machineTemplate())).toEqual([]);
});

test("labels and annotations of a template may change", () => {
  const renamed = replaceAt(machineTemplate(), "/metadata/labels", { team: "a" });
  expect(says(renamed ?? {}, machineTemplate())).toEqual([]);
});

test("a pool gets another image in place, but keeps what it said of the extension", () => {
  const before = machinePool({ disableVMBootstrapExtension: false });
  expect(
    says(machinePool({ disableVMBootstrapExtension: false, image: { id: "/x" } }), before),
  ).toEqual([]);
  expect(says(machinePool(), before)).toEqual([
    "/spec/template/disableVMBootstrapExtension spec.template.disableVMBootstrapExtension is immutable, unable to unset once explicitly set",
  ]);
  expect(says(machinePool({ disableVMBootstrapExtension: true }), before)).toEqual([
    "/spec/template/disableVMBootstrapExtension spec.template.disableVMBootstrapExtension is immutable",
  ]);
});

test("a machine without the label of its cluster is refused", () => {
  const { metadata: _, ...rest } = azureMachine();
  expect(says({ ...rest, metadata: { name: "prod-0", namespace: "a" } })).toEqual([
    "/metadata failed to fetch ClusterName for AzureMachine a/prod-0",
  ]);
});

test("defaults are what CAPZ fills in, and filling them in twice changes nothing", () => {
  const object = azureMachine({
    spotVMOptions: {},
    subnetName: "nodes",
    dataDisks: [
      { nameSuffix: "a", diskSizeGB: 4 },
      {
        nameSuffix: "b",
        diskSizeGB: 4,
        lun: 0,
        managedDisk: { storageAccountType: "UltraSSD_LRS" },
      },
    ],
  });
  const once = mutated(object);
  expect(once).toMatchObject({
    spec: {
      spotVMOptions: { evictionPolicy: "Deallocate" },
      diagnostics: { boot: { storageAccountType: "Managed" } },
      networkInterfaces: [{ subnetName: "nodes", privateIPConfigs: 1 }],
      dataDisks: [
        { lun: 1, cachingType: "ReadWrite" },
        { lun: 0, cachingType: "None" },
      ],
    },
  });
  expect(once).not.toHaveProperty("spec.subnetName");
  expect(mutated(once)).toEqual(once);
});

function managed(version: string, rest: JsonObject = {}): JsonObject {
  return {
    apiVersion: "infrastructure.cluster.x-k8s.io/v1beta1",
    kind: "AzureManagedControlPlane",
    metadata: { name: "aks" },
    spec: { version, location: "westeurope", ...rest },
  };
}

test.for<[string, JsonObject, JsonObject | undefined, readonly string[]]>([
  ["a version without v", managed("1.34.1"), undefined, []],
  ["no version", managed("latest"), undefined, ["/spec/version must be a valid semantic version"]],
  [
    "an older version",
    managed("v1.33.2"),
    managed("v1.34.1"),
    ["/spec/version field version cannot be downgraded"],
  ],
  [
    "a version behind Azure's own upgrade",
    managed("v1.33.3"),
    { ...managed("v1.33.2"), status: { autoUpgradeVersion: "1.34.1" } },
    ["/spec/version version is auto-upgraded to 1.34.1, cannot be downgraded"],
  ],
  [
    "another region",
    managed("v1.34.1", { location: "northeurope" }),
    managed("v1.34.1"),
    [`/spec/location ${immutable}`],
  ],
  [
    "the channel gone",
    managed("v1.34.1"),
    managed("v1.34.1", { autoUpgradeProfile: { upgradeChannel: "stable" } }),
    [
      "/spec/autoUpgradeProfile field cannot be set to nil, to disable auto upgrades set the channel to none.",
    ],
  ],
])("an AKS control plane with %s", ([, object, oldObject, expected]) => {
  expect(says(object, oldObject)).toEqual(expected);
});
