import { type TargetRule } from "@imagewright/core";

import { azureDiagnostics } from "../azure-diagnostics.ts";
import type { AzureTarget } from "../options.ts";

/** The target asks for something. */
export const targetRule: TargetRule<AzureTarget> = ({ target }) => {
  if (target.build !== undefined || target.machineTemplates !== undefined) {
    return [];
  }
  const message = "the target asks for nothing";
  return [azureDiagnostics.report("AZURE_TARGET_EMPTY", { message })];
};
