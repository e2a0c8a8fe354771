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
   * @minimum 4
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
