import type { ObjectIdentity } from "@imagewright/cluster-api";
import type { ImageChoice } from "@imagewright/core";

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
   * ARM id of the disk encryption set, in any case of its letters.
   *
   * @pattern ^/[Ss]ubscriptions/[^/\s]+/[Rr]esource[Gg]roups/[^/\s]+/[Pp]roviders/[Mm]icrosoft\.[Cc]ompute/[Dd]isk[Ee]ncryption[Ss]ets/[^/\s]+$
   * @examples ["/subscriptions/SUBSCRIPTION/resourceGroups/GROUP/providers/Microsoft.Compute/diskEncryptionSets/NAME"]
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
   * ARM id of the identity, in any case of its letters, with or without `azure://` before it.
   *
   * @pattern ^(azure:///?)?/?[Ss]ubscriptions/[^/\s]+/[Rr]esource[Gg]roups/[^/\s]+/[Pp]roviders/[Mm]icrosoft\.[Mm]anaged[Ii]dentity/[Uu]ser[Aa]ssigned[Ii]dentities/[^/\s]+$
   * @examples ["azure:///subscriptions/SUBSCRIPTION/resourceGroups/GROUP/providers/Microsoft.ManagedIdentity/userAssignedIdentities/NAME"]
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
