import type { TargetRule } from "@imagewright/core";

import { azureDiagnostics } from "../azure-diagnostics.ts";
import type { AzureTarget } from "../options.ts";

/** A resource group for the building machine has an effect, and a price. */
export const buildResourceGroupRule: TargetRule<AzureTarget> = ({ image, target }) => {
  if (target.build?.buildResourceGroup === undefined) {
    return [];
  }
  const pointer = "/build/buildResourceGroup";
  if (image.os.distribution === "windows") {
    const message = "image-builder's Windows templates ignore it";
    return [azureDiagnostics.report("AZURE_BUILD_RESOURCE_GROUP", { message, pointer })];
  }
  const message = "image-builder rewrites its own template for this";
  return [azureDiagnostics.report("AZURE_BUILD_CHECKOUT", { message, pointer })];
};
