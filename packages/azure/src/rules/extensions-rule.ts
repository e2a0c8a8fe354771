import type { TargetRule } from "@imagewright/core";

import { azureDiagnostics } from "../azure-diagnostics.ts";
import { extensionFault } from "../bootstrap-extension.ts";
import { newestCapzVersion } from "../capz-version.ts";
import { eachVirtualMachine } from "../machine-entries.ts";
import type { AzureTarget } from "../options.ts";

/** No extension is asked for on a machine that allows none. */
export const extensionsRule: TargetRule<AzureTarget> = ({ target }) =>
  eachVirtualMachine(target, (machine, at) => {
    const message = extensionFault(machine, target.capzVersion ?? newestCapzVersion);
    const isGiven = machine.disableVMBootstrapExtension !== undefined;
    const field = isGiven ? "disableVMBootstrapExtension" : "disableExtensionOperations";
    const pointer = `${at}/${field}`;
    return message === undefined
      ? []
      : [azureDiagnostics.report("AZURE_EXTENSIONS", { message, pointer })];
  });
