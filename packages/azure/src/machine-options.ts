import type { ObjectIdentity } from "@imagewright/cluster-api";
import type { ImageChoice } from "@imagewright/core";

import type { AzureDataDisk, AzureOsDisk } from "./disk-options.ts";

/** What every machine of CAPZ says. Field names below the image are those of CAPZ. */
export interface AzureMachineFields extends ObjectIdentity, ImageChoice {
  /** Kind of reference looked up in the catalog; `azure-gallery` where left out. */
  readonly imageKind?: AzureImageKind;
  /** Writes a private gallery's version as the ARM id in `image.id`, not as `computeGallery`. */
  readonly galleryImageAsId?: boolean;
  /**
   * Writes no image: CAPZ picks its reference image by the Kubernetes version. Upgrading CAPZ can
   * then change the image.
   */
  readonly capzDefaultImage?: boolean;
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
  /** Identity of the machine; `None` where left out. */
  readonly identity?: "None" | "SystemAssigned" | "UserAssigned";
  /** @minItems 1 */
  readonly userAssignedIdentities?: readonly AzureUserAssignedIdentity[];
  readonly systemAssignedIdentityRole?: AzureSystemAssignedIdentityRole;
  readonly securityProfile?: AzureSecurityProfile;
  /** @minItems 1 */
  readonly dataDisks?: readonly AzureDataDisk[];
  /** @minItems 1 */
  readonly networkInterfaces?: readonly AzureNetworkInterface[];
  readonly additionalTags?: { readonly [name: string]: string };
  readonly spotVMOptions?: AzureSpotVmOptions;
  readonly additionalCapabilities?: AzureAdditionalCapabilities;
  readonly diagnostics?: AzureDiagnostics;
  /**
   * Extensions of the machine. Settings that are secret have no place in a target.
   *
   * @minItems 1
   */
  readonly vmExtensions?: readonly AzureVmExtension[];
  /** Keeps CAPZ's own extension away; unset, it is there before CAPZ 1.25 and not since. */
  readonly disableVMBootstrapExtension?: boolean;
}

/** What a virtual machine says, but no scale set. */
export interface AzureVirtualMachineFields extends AzureMachineFields {
  /**
   * Availability zone.
   *
   * @pattern ^[A-Za-z0-9]([A-Za-z0-9-]{0,62}[A-Za-z0-9])?$
   * @examples ["1"]
   */
  readonly failureDomain?: string;
  readonly allocatePublicIP?: boolean;
  readonly enableIPForwarding?: boolean;
  /**
   * Addresses of name servers.
   *
   * @minItems 1
   * @examples [["10.0.0.53"]]
   */
  readonly dnsServers?: readonly string[];
  /**
   * ARM id of a capacity reservation group, in any case of its letters.
   *
   * @pattern ^/[Ss]ubscriptions/[^/\s]+/[Rr]esource[Gg]roups/[^/\s]+/[Pp]roviders/[Mm]icrosoft\.[Cc]ompute/[Cc]apacity[Rr]eservation[Gg]roups/[^/\s]+$
   * @examples ["/subscriptions/SUBSCRIPTION/resourceGroups/GROUP/providers/Microsoft.Compute/capacityReservationGroups/NAME"]
   */
  readonly capacityReservationGroupID?: string;
  readonly disableExtensionOperations?: boolean;
}

/** One AzureMachineTemplate. */
export interface AzureMachineTemplate extends AzureVirtualMachineFields {
  /** Labels of the machines that are made from the template. */
  readonly machineLabels?: { readonly [name: string]: string };
  /** Annotations of the machines: `runtime` and `windowsServerVersion` choose CAPZ's default image. */
  readonly machineAnnotations?: { readonly [name: string]: string };
}

/** One AzureMachine, without a template: its Machine belongs to nobody's machine set. */
export interface AzureMachine extends AzureVirtualMachineFields {
  /**
   * Name of the machine's Cluster: CAPZ refuses a machine without its label.
   *
   * @pattern ^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$
   */
  readonly clusterName: string;
}

/** Kinds of reference a machine of CAPZ can carry. */
export type AzureImageKind =
  | "azure-community-gallery"
  | "azure-gallery"
  | "azure-managed-image"
  | "azure-marketplace";

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

/** Role of the identity that Azure makes for the machine. */
export interface AzureSystemAssignedIdentityRole {
  /**
   * Name of the role assignment: a GUID, made up by CAPZ where left out. A template has none.
   *
   * @pattern ^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}$
   */
  readonly name?: string;
  /**
   * ARM id of the role's definition.
   *
   * @examples ["/subscriptions/SUBSCRIPTION/providers/Microsoft.Authorization/roleDefinitions/ROLE"]
   */
  readonly definitionID: string;
  /**
   * What the role is given on.
   *
   * @examples ["/subscriptions/SUBSCRIPTION/"]
   */
  readonly scope: string;
}

/** Where the machine's console goes. */
export interface AzureDiagnostics {
  readonly boot: AzureBootDiagnostics;
}

export interface AzureBootDiagnostics {
  readonly storageAccountType: "Disabled" | "Managed" | "UserManaged";
  /** The storage account of `UserManaged`. */
  readonly userManaged?: AzureUserManagedDiagnostics;
}

export interface AzureUserManagedDiagnostics {
  /**
   * @pattern ^https://\S{1,1016}$
   * @examples ["https://consoles.blob.core.windows.net/"]
   */
  readonly storageAccountURI: string;
}

/** An extension that Azure installs on the machine. */
export interface AzureVmExtension {
  /** @pattern ^[^\s] */
  readonly name: string;
  /** @pattern ^[^\s] */
  readonly publisher: string;
  /**
   * @pattern ^[^\s]
   * @examples ["1.0"]
   */
  readonly version: string;
  readonly settings?: { readonly [name: string]: string };
}
