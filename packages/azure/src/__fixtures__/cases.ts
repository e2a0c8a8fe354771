import type { NodeImage } from "@imagewright/core";
import { type ConformanceSample, exampleCatalog } from "@imagewright/core/testing";

import type { AzureTarget } from "../options.ts";
import { build, galleryVersion, publicKey, subscriptionId, target, template, ubuntu } from "./targets.ts";

const plan = "?plan=kinvolk%2Fflatcar-container-linux-free%2Fstable";
const references = {
  "capz-shared-gallery-example": galleryVersion,
  "capz-shared-gallery-plan-example": `${galleryVersion}${plan}`,
  "capz-image-id-example": `azure-managed-image:${subscriptionId}/myResourceGroup/myImage`,
  "capz-marketplace-example":
    "azure-marketplace:example-publisher/example-offer/k8s-1dot18dot8-ubuntu-1804/2020-07-25?thirdParty=true",
  "capz-community-gallery-example":
    "azure-community-gallery:ClusterAPI-f72ceb4f-5159-4c26-a0fe-2ea738f0d019/capi-ubun2-2404/1.34.1",
};

/** The seed's manifests, and one for a community gallery. */
const documented: AzureTarget = {
  ...target,
  machineTemplates: Object.entries(references).map(([name, reference]) => ({
    ...template,
    name,
    reference,
  })),
};

/** Everything a machine template can say, on a build for confidential machines. */
const confidential: AzureTarget = {
  ...target,
  name: "confidential",
  build: {
    ...build,
    generation: "cvm",
    version: "1.34.1",
    definition: { name: "node-ubuntu-2404-cvm", publisher: "platform", offer: "nodes", sku: "cvm" },
    replicationRegions: ["westeurope", "northeurope"],
    excludeFromLatest: true,
    authentication: "azure-cli",
    variables: { vm_size: "Standard_D4s_v5", storage_account_type: "Premium_LRS" },
  },
  machineTemplates: [
    {
      name: "prod-control-plane",
      namespace: "clusters",
      labels: { team: "platform" },
      annotations: { "example.com/owner": "platform" },
      vmSize: "Standard_DC4as_v5",
      failureDomain: "1",
      sshPublicKey: publicKey,
      identity: "UserAssigned",
      userAssignedIdentities: [
        {
          providerID: `azure:///subscriptions/${subscriptionId}/resourceGroups/ids/providers/Microsoft.ManagedIdentity/userAssignedIdentities/node`,
        },
      ],
      osDisk: {
        diskSizeGB: 128,
        cachingType: "ReadWrite",
        managedDisk: {
          storageAccountType: "Premium_LRS",
          securityProfile: { securityEncryptionType: "VMGuestStateOnly" },
        },
      },
      securityProfile: {
        securityType: "ConfidentialVM",
        uefiSettings: { secureBootEnabled: true, vTpmEnabled: true },
      },
      dataDisks: [{ nameSuffix: "etcd", diskSizeGB: 256, lun: 0, cachingType: "None" }],
      networkInterfaces: [{ subnetName: "control-plane", privateIPConfigs: 1 }],
      additionalTags: { "cost-center": "42" },
      spotVMOptions: { maxPrice: "-1", evictionPolicy: "Deallocate" },
      additionalCapabilities: { ultraSSDEnabled: false },
      allocatePublicIP: false,
      enableIPForwarding: false,
      disableExtensionOperations: true,
      disableVMBootstrapExtension: true,
    },
  ],
};

const cvmCatalog = exampleCatalog([
  {
    kind: "azure-gallery",
    subscriptionId,
    resourceGroup: "cluster-api-images",
    gallery: "ClusterAPI",
    definition: "node-ubuntu-2404-cvm",
    version: "1.34.1",
  },
]);

const windows: NodeImage = {
  name: "windows-2022",
  kubernetes: { version: "1.34.1" },
  os: { distribution: "windows", release: "2022" },
  architecture: "amd64",
  rootVolume: { sizeGiB: 128 },
};

const windowsTarget: AzureTarget = {
  ...target,
  name: "windows",
  image: "windows-2022",
  build: { ...build, generation: "gen1", definition: { name: "node-2022-containerd" } },
  machineTemplates: [
    {
      name: "prod-win-0",
      vmSize: "Standard_D4s_v5",
      sshPublicKey: publicKey,
      galleryImageAsId: true,
    },
  ],
};

const { machineTemplates: _, ...withoutTemplates } = { ...target, image: "windows-2025" };

const windowsCatalog = exampleCatalog(
  [
    {
      kind: "azure-gallery",
      subscriptionId,
      resourceGroup: "cluster-api-images",
      gallery: "ClusterAPI",
      definition: "node-2022-containerd",
      version: "0.3.1795254246",
    },
  ],
  windows,
);

const role = {
  definitionID: `/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/b24988ac-6180-42a0-ab88-20f7382dd24c`,
  scope: `/subscriptions/${subscriptionId}/`,
};

/** Everything a machine and a scale set say that a template of the other cases does not. */
const machines: AzureTarget = {
  ...withoutTemplates,
  name: "machines",
  machineTemplates: [
    {
      name: "prod-win-1",
      capzDefaultImage: true,
      vmSize: "Standard_D4s_v5",
      sshPublicKey: publicKey,
      machineLabels: { "example.com/pool": "win-1" },
      machineAnnotations: { windowsServerVersion: "windows-2025" },
    },
  ],
  machines: [
    {
      name: "prod-admin",
      clusterName: "prod",
      labels: { team: "platform" },
      reference: galleryVersion,
      vmSize: "Standard_D4s_v5",
      sshPublicKey: publicKey,
      dnsServers: ["10.0.0.53"],
      capacityReservationGroupID: `/subscriptions/${subscriptionId}/resourceGroups/reserved/providers/Microsoft.Compute/capacityReservationGroups/nodes`,
      diagnostics: {
        boot: {
          storageAccountType: "UserManaged",
          userManaged: { storageAccountURI: "https://consoles.blob.core.windows.net/" },
        },
      },
      vmExtensions: [
        { name: "agent", publisher: "Example.Agents", version: "1.0", settings: { level: "info" } },
      ],
      identity: "SystemAssigned",
      systemAssignedIdentityRole: { ...role, name: "9c1d7f3e-5a0b-4c52-8d61-0f4b6a7e2d15" },
    },
  ],
  machinePools: [
    {
      name: "prod-mp-0",
      location: "westeurope",
      reference: galleryVersion,
      vmSize: "Standard_D4s_v5",
      sshPublicKey: publicKey,
      orchestrationMode: "Flexible",
      strategy: { rollingUpdate: { maxSurge: "25%", maxUnavailable: 1, deletePolicy: "Newest" } },
      platformFaultDomainCount: 2,
      zoneBalance: true,
      terminateNotificationTimeout: 7,
      securityProfile: { encryptionAtHost: true },
      additionalTags: { "cost-center": "42" },
      identity: "SystemAssigned",
      systemAssignedIdentityRole: role,
    },
  ],
};

const windowsNode: NodeImage = { ...windows, name: "windows-2025" };

/** Targets that look like real ones, with the catalogs they need. */
export const cases: readonly ConformanceSample[] = [
  { name: "documented", image: ubuntu, target: documented, catalog: cvmCatalog },
  { name: "confidential", image: ubuntu, target: confidential, catalog: cvmCatalog },
  { name: "windows", image: windows, target: windowsTarget, catalog: windowsCatalog },
  { name: "machines", image: windowsNode, target: machines, catalog: windowsCatalog },
];
