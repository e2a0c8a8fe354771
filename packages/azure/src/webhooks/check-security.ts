import { booleanAt, type Diagnostic, type JsonObject, mapAt, textAt } from "@imagewright/core";

import { capzDiagnostics } from "./capz-diagnostics.ts";

const wholeDisk = "DiskWithVMGuestState";

/** What CAPZ's webhook says of the security settings of a confidential machine. */
export function checkConfidential(machine: JsonObject, at: string): readonly Diagnostic[] {
  const profile = mapAt(machine, "/securityProfile");
  const encryption =
    textAt(machine, "/osDisk/managedDisk/securityProfile/securityEncryptionType") ?? "";
  if (profile === undefined || encryption === "") {
    return [];
  }
  return faultsOf(profile, encryption).map(([field, message]) =>
    capzDiagnostics.report("CAPZ_SECURITY_PROFILE", {
      message,
      pointer: `${at}/securityProfile${field}`,
    }),
  );
}

function faultsOf(profile: JsonObject, encryption: string): readonly (readonly [string, string])[] {
  const uefi = mapAt(profile, "/uefiSettings");
  const isWhole = encryption === wholeDisk;
  const faults: (readonly [string, string])[] = [];
  if (textAt(profile, "/securityType") !== "ConfidentialVM") {
    const message =
      "SecurityType should be set to 'ConfidentialVM' when securityEncryptionType is defined";
    faults.push(["/securityType", message]);
  }
  if (uefi === undefined) {
    const message = "UefiSettings should be set when securityEncryptionType is defined";
    faults.push(["/uefiSettings", message]);
  }
  if (uefi !== undefined && booleanAt(uefi, "/vTpmEnabled") !== true) {
    const message = "VTpmEnabled should be set to true when securityEncryptionType is defined";
    faults.push(["/uefiSettings/vTpmEnabled", message]);
  }
  if (isWhole && booleanAt(profile, "/encryptionAtHost") === true) {
    const message = `EncryptionAtHost cannot be set to 'true' when securityEncryptionType is set to '${wholeDisk}'`;
    faults.push(["/encryptionAtHost", message]);
  }
  if (isWhole && uefi !== undefined && booleanAt(uefi, "/secureBootEnabled") !== true) {
    const message = `SecureBootEnabled should be set to true when securityEncryptionType is set to '${wholeDisk}'`;
    faults.push(["/uefiSettings/secureBootEnabled", message]);
  }
  return faults;
}
