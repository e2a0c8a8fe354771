import { type TargetRule } from "@imagewright/core";

import { azureDiagnostics } from "../azure-diagnostics.ts";
import { eachVirtualMachine } from "../machine-entries.ts";
import type { AzureTarget } from "../options.ts";

/** No extension is asked for on a machine that allows none. */
export const extensionsRule: TargetRule<AzureTarget> = ({ target }) =>
  eachVirtualMachine(target, ({ disableExtensionOperations, disableVMBootstrapExtension }, at) => {
    if (disableExtensionOperations !== true || disableVMBootstrapExtension !== false) {
      return [];
    }
    const message = "the bootstrap extension is asked for, but extensions are disabled";
    const pointer = `${at}/disableVMBootstrapExtension`;
    return [azureDiagnostics.report("AZURE_EXTENSIONS", { message, pointer })];
  });
