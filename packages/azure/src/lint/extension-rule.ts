import { azureDiagnostics } from "../azure-diagnostics.ts";
import { extensionFault } from "../bootstrap-extension.ts";
import { capzVersionOf } from "../capz-version.ts";
import { flags } from "../json-fields.ts";
import { machineRule, virtualMachineKinds } from "./machine-rule.ts";

/** CAPZ does not install its bootstrap extension on a machine that allows none. */
export const extensionRule = machineRule(({ machine, at, targetVersions }) => {
  const said = flags(machine, ["disableExtensionOperations", "disableVMBootstrapExtension"]);
  const message = extensionFault(said, capzVersionOf(targetVersions));
  const pointer = `${at}/disableExtensionOperations`;
  return message === undefined
    ? []
    : [azureDiagnostics.report("AZURE_EXTENSIONS", { message, pointer })];
}, virtualMachineKinds);
