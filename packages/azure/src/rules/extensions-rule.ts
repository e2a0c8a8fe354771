import { type TargetRule } from "@imagewright/core";

import { azureDiagnostics } from "../azure-diagnostics.ts";
import { isBeforeRelease, newestCapzVersion } from "../capz-version.ts";
import { extensionOffSince } from "../lint/extension-rule.ts";
import { eachVirtualMachine } from "../machine-entries.ts";
import type { AzureTarget } from "../options.ts";

/** No extension is asked for on a machine that allows none. */
export const extensionsRule: TargetRule<AzureTarget> = ({ target }) =>
  eachVirtualMachine(target, (machine, at) => {
    const { capzVersion = newestCapzVersion } = target;
    const usual = !isBeforeRelease(capzVersion, extensionOffSince);
    const { disableVMBootstrapExtension: isOff = usual } = machine;
    if (machine.disableExtensionOperations !== true || isOff) {
      return [];
    }
    const message = "the bootstrap extension is installed, but extensions are disabled";
    const isGiven = machine.disableVMBootstrapExtension !== undefined;
    const field = isGiven ? "disableVMBootstrapExtension" : "disableExtensionOperations";
    const pointer = `${at}/${field}`;
    return [azureDiagnostics.report("AZURE_EXTENSIONS", { message, pointer })];
  });
