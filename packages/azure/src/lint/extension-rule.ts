import { azureDiagnostics } from "../azure-diagnostics.ts";
import { capzVersionOf, isBeforeRelease } from "../capz-version.ts";
import { flagAt } from "../json-fields.ts";
import { machineRule, virtualMachineKinds } from "./machine-rule.ts";

/** Since then CAPZ installs its extension only where it is asked to. */
export const extensionOffSince = "1.25.0";

/** CAPZ does not install its bootstrap extension on a machine that allows none. */
export const extensionRule = machineRule(({ machine, at, targetVersions }) => {
  const usual = !isBeforeRelease(capzVersionOf(targetVersions), extensionOffSince);
  const isOff = flagAt(machine, "/disableVMBootstrapExtension") ?? usual;
  if (isOff || flagAt(machine, "/disableExtensionOperations") !== true) {
    return [];
  }
  const message = "the bootstrap extension is installed, but extensions are disabled";
  const pointer = `${at}/disableExtensionOperations`;
  return [azureDiagnostics.report("AZURE_EXTENSIONS", { message, pointer })];
}, virtualMachineKinds);
