import type { TargetRule } from "@imagewright/core";

import { azureDiagnostics } from "../azure-diagnostics.ts";
import { eachMachine } from "../machine-entries.ts";
import type { AzureMachineFields } from "../machine-options.ts";
import type { AzureTarget } from "../options.ts";

/** Security settings are neither refused by CAPZ nor dropped by it in silence. */
export const securityProfileRule: TargetRule<AzureTarget> = ({ target }) =>
  eachMachine(target, (template, at) => {
    const facts = factsOf(template);
    return rules.flatMap(({ field, message, isBroken }) =>
      isBroken(facts)
        ? [
            azureDiagnostics.report("AZURE_SECURITY_PROFILE", {
              message,
              pointer: `${at}/${field}`,
            }),
          ]
        : [],
    );
  });

/** What the settings come to. */
interface SecurityFacts {
  readonly type: "ConfidentialVM" | "TrustedLaunch" | undefined;
  readonly secureBoot: boolean;
  readonly vTpm: boolean;
  readonly encryptionAtHost: boolean;
  readonly diskEncryption: "DiskWithVMGuestState" | "VMGuestStateOnly" | undefined;
  readonly hasDiskEncryptionSet: boolean;
}

function factsOf({ securityProfile, osDisk }: AzureMachineFields): SecurityFacts {
  const disk = osDisk?.managedDisk?.securityProfile;
  return {
    type: securityProfile?.securityType,
    secureBoot: securityProfile?.uefiSettings?.secureBootEnabled ?? false,
    vTpm: securityProfile?.uefiSettings?.vTpmEnabled ?? false,
    encryptionAtHost: securityProfile?.encryptionAtHost ?? false,
    diskEncryption: disk?.securityEncryptionType,
    hasDiskEncryptionSet: disk?.diskEncryptionSet !== undefined,
  };
}

interface SecurityRule {
  readonly field: string;
  readonly message: string;
  readonly isBroken: (facts: SecurityFacts) => boolean;
}

const diskProfile = "osDisk/managedDisk/securityProfile";

const rules: readonly SecurityRule[] = [
  {
    field: `${diskProfile}/securityEncryptionType`,
    message: "encryption of the guest state needs securityType ConfidentialVM",
    isBroken: ({ diskEncryption, type }) =>
      diskEncryption !== undefined && type !== "ConfidentialVM",
  },
  {
    field: "securityProfile/securityType",
    message:
      "ConfidentialVM is dropped unless the disk's securityProfile has a securityEncryptionType",
    isBroken: ({ diskEncryption, type }) =>
      diskEncryption === undefined && type === "ConfidentialVM",
  },
  {
    field: "securityProfile",
    message: "a confidential machine needs uefiSettings.vTpmEnabled",
    isBroken: ({ diskEncryption, type, vTpm }) =>
      diskEncryption !== undefined && type === "ConfidentialVM" && !vTpm,
  },
  {
    field: "securityProfile",
    message: "DiskWithVMGuestState needs uefiSettings.secureBootEnabled",
    isBroken: ({ diskEncryption, secureBoot }) =>
      diskEncryption === "DiskWithVMGuestState" && !secureBoot,
  },
  {
    field: "securityProfile/encryptionAtHost",
    message: "DiskWithVMGuestState excludes encryption on the host",
    isBroken: ({ diskEncryption, encryptionAtHost }) =>
      diskEncryption === "DiskWithVMGuestState" && encryptionAtHost,
  },
  {
    field: `${diskProfile}/diskEncryptionSet`,
    message: "the disk encryption set of a security profile needs DiskWithVMGuestState",
    isBroken: ({ diskEncryption, hasDiskEncryptionSet }) =>
      hasDiskEncryptionSet && diskEncryption !== "DiskWithVMGuestState",
  },
  {
    field: "securityProfile/securityType",
    message: "TrustedLaunch is dropped unless secureBootEnabled or vTpmEnabled is true",
    isBroken: ({ type, secureBoot, vTpm }) => type === "TrustedLaunch" && !secureBoot && !vTpm,
  },
  {
    field: "securityProfile/uefiSettings",
    message: "secure boot and vTPM need a securityType",
    isBroken: ({ type, secureBoot, vTpm }) => type === undefined && (secureBoot || vTpm),
  },
];
