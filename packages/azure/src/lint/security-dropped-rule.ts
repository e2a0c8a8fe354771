import { booleanAt, type Diagnostic, mapAt, textAt } from "@imagewright/core";

import { azureDiagnostics } from "../azure-diagnostics.ts";
import { machineRule, virtualMachineKinds } from "./machine-rule.ts";

const encryptionPointer = "/osDisk/managedDisk/securityProfile/securityEncryptionType";

/** Security settings that the webhook takes, and the controller drops or Azure refuses. */
export const securityDroppedRule = machineRule(({ machine, at }) => {
  const profile = mapAt(machine, "/securityProfile") ?? {};
  const type = textAt(profile, "/securityType");
  const encryption = textAt(machine, encryptionPointer);
  const isSecured =
    booleanAt(profile, "/uefiSettings/secureBootEnabled") === true ||
    booleanAt(profile, "/uefiSettings/vTpmEnabled") === true;
  const report = (message: string, pointer: string): readonly Diagnostic[] => [
    azureDiagnostics.report("AZURE_SECURITY_PROFILE", { message, pointer: `${at}${pointer}` }),
  ];
  if (type === "TrustedLaunch" && !isSecured) {
    const message = "TrustedLaunch is dropped unless secureBootEnabled or vTpmEnabled is true";
    return report(message, "/securityProfile/securityType");
  }
  if (type === "ConfidentialVM" && encryption === undefined) {
    const message =
      "ConfidentialVM is dropped unless the disk's securityProfile has a securityEncryptionType";
    return report(message, "/securityProfile/securityType");
  }
  if (encryption !== undefined && mapAt(machine, "/securityProfile") === undefined) {
    return report(
      "encryption of the guest state needs securityType ConfidentialVM",
      encryptionPointer,
    );
  }
  return isSecured && type === undefined
    ? report("secure boot and vTPM need a securityType", "/securityProfile/uefiSettings")
    : [];
}, virtualMachineKinds);
