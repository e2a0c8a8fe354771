import type { NodeImage } from "@imagewright/core";

import type { AzureMachine, AzureMachineTemplate } from "../machine-options.ts";
import type { AzureTarget } from "../options.ts";
import type { AzureMachinePool } from "../pool-options.ts";

export const subscriptionId = "01234567-89ab-cdef-0123-4567890abcde";

/** The body of an Ed25519 key that belongs to nobody. */
export const publicKey =
  "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f platform";

export const ubuntu: NodeImage = {
  name: "ubuntu-2404",
  kubernetes: { version: "1.34.1" },
  os: { distribution: "ubuntu", release: "24.04" },
  architecture: "amd64",
};

/** A private gallery version, as the seed's build prints it, in the text form of references. */
export const galleryVersion = `azure-gallery:${subscriptionId}/cluster-api-images/ClusterAPI/capi-ubuntu-1804/0.3.1234567890`;

export const template: AzureMachineTemplate = {
  name: "capz-compute-gallery-example",
  reference: galleryVersion,
  vmSize: "Standard_D2s_v5",
  sshPublicKey: publicKey,
};

export const machine: AzureMachine = { ...template, name: "prod-admin", clusterName: "prod" };

export const pool: AzureMachinePool = { ...template, name: "prod-mp-0", location: "westeurope" };

export const target: AzureTarget = {
  name: "capz",
  provider: "azure",
  image: "ubuntu-2404",
  machineTemplates: [template],
};

export const build = {
  subscriptionId,
  resourceGroup: "cluster-api-images",
  gallery: "ClusterAPI",
  location: "westeurope",
  generation: "gen2",
} as const;

/** What makes a machine confidential, and passes every rule. */
export const confidential = {
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
