import type { ObjectIdentity } from "@imagewright/cluster-api";
import type { ImageChoice, TargetHeader } from "@imagewright/core";

/** An image in a compute gallery of Azure, and the machine templates that boot it. */
export interface AzureTarget extends TargetHeader {
  readonly provider: "azure";
  /** How image-builder publishes the image; left out where it is built elsewhere. */
  readonly build?: AzureBuild;
  /**
   * AzureMachineTemplate objects that point at the image.
   *
   * @minItems 1
   */
  readonly machineTemplates?: readonly AzureMachineTemplate[];
}

/**
 * Where and how image-builder publishes the image. Credentials have no place here: the build
 * script takes them from its environment.
 */
export interface AzureBuild {
  /**
   * Subscription that pays for the build and holds the gallery.
   *
   * @pattern ^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}$
   * @examples ["01234567-89ab-cdef-0123-4567890abcde"]
   */
  readonly subscriptionId: string;
  /**
   * Resource group of the gallery; made by the build where it is absent.
   *
   * @pattern ^[A-Za-z0-9]([A-Za-z0-9_.()-]{0,88}[A-Za-z0-9_()])?$
   * @examples ["cluster-api-images"]
   */
  readonly resourceGroup: string;
  /**
   * Compute gallery; made by the build where it is absent.
   *
   * @pattern ^[A-Za-z0-9]([A-Za-z0-9_.]{0,78}[A-Za-z0-9])?$
   * @examples ["ClusterAPI"]
   */
  readonly gallery: string;
  /**
   * Region of the build, of the gallery and of the first replica.
   *
   * @pattern ^[a-z][a-z0-9]{1,49}$
   * @examples ["westeurope"]
   */
  readonly location: string;
  /**
   * Hyper-V generation of the image: `gen1`, `gen2`, or `cvm` for confidential machines, which
   * are of generation 2.
   */
  readonly generation: AzureGeneration;
  /** Image definition; image-builder's own name where left out. */
  readonly definition?: AzureDefinition;
  /**
   * Version of the image in its definition; image-builder's `0.3.` with the time of the build
   * where left out.
   *
   * @pattern ^\d{1,10}\.\d{1,10}\.\d{1,10}$
   * @examples ["1.34.1"]
   */
  readonly version?: string;
  /**
   * Regions the version is copied to; that of the build alone where left out.
   *
   * @minItems 1
   * @examples [["westeurope", "northeurope"]]
   */
  readonly replicationRegions?: readonly string[];
  /** Keeps the version from being what `latest` means. */
  readonly excludeFromLatest?: boolean;
  /**
   * Existing resource group for the machine that builds, instead of a temporary one.
   *
   * @pattern ^[A-Za-z0-9]([A-Za-z0-9_.()-]{0,88}[A-Za-z0-9_()])?$
   */
  readonly buildResourceGroup?: string;
  /** What the build signs in with; `service-principal` where left out. */
  readonly authentication?: AzureAuthentication;
  /**
   * Other variables of image-builder, by name: those that neither the image nor another field
   * decides.
   */
  readonly variables?: { readonly [name: string]: string };
}

/** Hyper-V generation of an image. */
export type AzureGeneration = "cvm" | "gen1" | "gen2";

/**
 * What a build signs in with: `azure-cli` is whoever has signed in by `az login`, a workload
 * identity for example; `service-principal` reads AZURE_CLIENT_ID, AZURE_TENANT_ID and
 * AZURE_CLIENT_SECRET from the environment.
 */
export type AzureAuthentication = "azure-cli" | "service-principal";

/** Image definition a build publishes into; made by the build where it is absent. */
export interface AzureDefinition {
  /**
   * @pattern ^[A-Za-z0-9]([A-Za-z0-9_.-]{0,78}[A-Za-z0-9])?$
   * @examples ["capi-ubuntu-2404-gen2"]
   */
  readonly name?: string;
  /**
   * Publisher of the definition's identifier; `capz` where left out.
   *
   * @pattern ^[A-Za-z0-9]([A-Za-z0-9._-]{0,126}[A-Za-z0-9_-])?$
   */
  readonly publisher?: string;
  /**
   * Offer of the definition's identifier; `capz-demo` where left out.
   *
   * @pattern ^[A-Za-z0-9]([A-Za-z0-9._-]{0,62}[A-Za-z0-9_-])?$
   */
  readonly offer?: string;
  /**
   * SKU of the definition's identifier; that of the operating system where left out.
   *
   * @pattern ^[A-Za-z0-9]([A-Za-z0-9._-]{0,62}[A-Za-z0-9_-])?$
   */
  readonly sku?: string;
}

/** One AzureMachineTemplate. Field names below the image are those of CAPZ. */
export interface AzureMachineTemplate extends ObjectIdentity, ImageChoice {
  /** Kind of reference looked up in the catalog; `azure-gallery` where left out. */
  readonly imageKind?: AzureImageKind;
  /** Writes a private gallery's version as the ARM id in `image.id`, not as `computeGallery`. */
  readonly galleryImageAsId?: boolean;
  /**
   * @pattern ^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$
   * @examples ["Standard_D2s_v5"]
   */
  readonly vmSize: string;
  readonly osDisk?: AzureOsDisk;
  /**
   * Public key of the user `capi`: one line in the form of `authorized_keys`. It is written in
   * base64, as CAPZ reads it.
   *
   * @examples ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f ops"]
   */
  readonly sshPublicKey?: string;
  /**
   * Availability zone.
   *
   * @pattern ^[A-Za-z0-9]([A-Za-z0-9-]{0,62}[A-Za-z0-9])?$
   * @examples ["1"]
   */
  readonly failureDomain?: string;
  /** Identity of the machine; `None` where left out. */
  readonly identity?: "None" | "SystemAssigned" | "UserAssigned";
  /** @minItems 1 */
  readonly userAssignedIdentities?: readonly AzureUserAssignedIdentity[];
  readonly securityProfile?: AzureSecurityProfile;
  /** @minItems 1 */
  readonly dataDisks?: readonly AzureDataDisk[];
  /** @minItems 1 */
  readonly networkInterfaces?: readonly AzureNetworkInterface[];
  readonly additionalTags?: { readonly [name: string]: string };
  readonly spotVMOptions?: AzureSpotVmOptions;
  readonly additionalCapabilities?: AzureAdditionalCapabilities;
  readonly allocatePublicIP?: boolean;
  readonly enableIPForwarding?: boolean;
  readonly disableExtensionOperations?: boolean;
  readonly disableVMBootstrapExtension?: boolean;
}

/** Kinds of reference an AzureMachineTemplate can carry. */
export type AzureImageKind =
  | "azure-community-gallery"
  | "azure-gallery"
  | "azure-managed-image"
  | "azure-marketplace";

/** The operating system's disk. */
export interface AzureOsDisk {
  /** That of the image's distribution where left out. */
  readonly osType?: "Linux" | "Windows";
  /**
   * Size in GiB; that of the image's root volume where left out.
   *
   * @TJS-type integer
   * @minimum 1
   * @maximum 2048
   */
  readonly diskSizeGB?: number;
  readonly cachingType?: "None" | "ReadOnly" | "ReadWrite";
  readonly managedDisk?: AzureManagedDisk;
  readonly diffDiskSettings?: AzureDiffDiskSettings;
}

/** How a disk is stored. */
export interface AzureManagedDisk {
  /** `UltraSSD_LRS` is for data disks only. */
  readonly storageAccountType:
    | "Premium_LRS"
    | "PremiumV2_LRS"
    | "Premium_ZRS"
    | "StandardSSD_LRS"
    | "StandardSSD_ZRS"
    | "Standard_LRS"
    | "UltraSSD_LRS";
  readonly diskEncryptionSet?: AzureDiskEncryptionSet;
  readonly securityProfile?: AzureDiskSecurityProfile;
}

export interface AzureDiskEncryptionSet {
  /**
   * ARM id of the disk encryption set.
   *
   * @pattern ^/subscriptions/[^/\s]+/resourceGroups/[^/\s]+/providers/Microsoft\.Compute/diskEncryptionSets/[^/\s]+$
   */
  readonly id: string;
}

/** Encryption of a confidential machine's disk. */
export interface AzureDiskSecurityProfile {
  readonly securityEncryptionType?: "DiskWithVMGuestState" | "VMGuestStateOnly";
  readonly diskEncryptionSet?: AzureDiskEncryptionSet;
}

/** Puts the disk on the host: fast, and empty after a move. */
export interface AzureDiffDiskSettings {
  readonly option: "Local";
  readonly placement?: "CacheDisk" | "NvmeDisk" | "ResourceDisk";
}

export interface AzureDataDisk {
  /**
   * End of the disk's name.
   *
   * @pattern ^[A-Za-z0-9_]([A-Za-z0-9_.-]{0,62}[A-Za-z0-9_])?$
   */
  readonly nameSuffix: string;
  /**
   * Size in GiB.
   *
   * @TJS-type integer
   * @minimum 1
   * @maximum 32767
   */
  readonly diskSizeGB: number;
  /**
   * @TJS-type integer
   * @minimum 0
   * @maximum 63
   */
  readonly lun?: number;
  readonly cachingType?: "None" | "ReadOnly" | "ReadWrite";
  readonly managedDisk?: AzureManagedDisk;
}

export interface AzureUserAssignedIdentity {
  /**
   * ARM id of the identity.
   *
   * @pattern ^(azure:///?)?/?subscriptions/[^/\s]+/resourceGroups/[^/\s]+/providers/Microsoft\.ManagedIdentity/userAssignedIdentities/[^/\s]+$
   */
  readonly providerID: string;
}

/** Trusted launch, confidential machines and encryption on the host. */
export interface AzureSecurityProfile {
  readonly encryptionAtHost?: boolean;
  readonly securityType?: "ConfidentialVM" | "TrustedLaunch";
  readonly uefiSettings?: AzureUefiSettings;
}

export interface AzureUefiSettings {
  readonly secureBootEnabled?: boolean;
  readonly vTpmEnabled?: boolean;
}

export interface AzureNetworkInterface {
  /** @pattern ^[A-Za-z0-9]([A-Za-z0-9_.-]{0,78}[A-Za-z0-9_])?$ */
  readonly subnetName?: string;
  /**
   * Number of private addresses.
   *
   * @TJS-type integer
   * @minimum 1
   * @maximum 256
   */
  readonly privateIPConfigs?: number;
  readonly acceleratedNetworking?: boolean;
}

/** Spare capacity, which Azure may take back. */
export interface AzureSpotVmOptions {
  /**
   * Highest price in US dollars an hour, as a quantity; `-1` is the price of the size itself.
   *
   * @pattern ^(-1|\d{1,6}(\.\d{1,5})?)$
   */
  readonly maxPrice?: string;
  readonly evictionPolicy?: "Deallocate" | "Delete";
}

export interface AzureAdditionalCapabilities {
  readonly ultraSSDEnabled?: boolean;
}
