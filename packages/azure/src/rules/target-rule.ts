import { type TargetRule } from "@imagewright/core";

import { azureDiagnostics } from "../azure-diagnostics.ts";
import { machineEntries } from "../machine-entries.ts";
import type { AzureTarget } from "../options.ts";

/** The target asks for something. */
export const targetRule: TargetRule<AzureTarget> = ({ target }) => {
  if (target.build !== undefined || machineEntries(target).length > 0) {
    return [];
  }
  const message = "the target asks for nothing";
  return [azureDiagnostics.report("AZURE_TARGET_EMPTY", { message })];
};
