import { type TargetRule } from "@imagewright/core";

import { azureDiagnostics } from "../azure-diagnostics.ts";
import { eachMachine } from "../machine-entries.ts";
import type { AzureTarget } from "../options.ts";

/** Family, number of processors, features; a `p` among the features is Arm. */
const sizeName = /^Standard_[A-Z]+\d+(?:-\d+)?(?<features>[a-z]*)(?:_|$)/u;

/**
 * The size runs the image's architecture, as far as its name tells.
 *
 * @see https://learn.microsoft.com/azure/virtual-machines/vm-naming-conventions
 */
export const vmSizeRule: TargetRule<AzureTarget> = ({ image, target }) =>
  eachMachine(target, ({ vmSize }, at) => {
    const features = sizeName.exec(vmSize)?.groups?.["features"];
    if (features === undefined) {
      return [];
    }
    const architecture = features.includes("p") ? "arm64" : "amd64";
    if (architecture === image.architecture) {
      return [];
    }
    const message = `${vmSize} runs ${architecture}, the image is for ${image.architecture}`;
    const pointer = `${at}/vmSize`;
    return [azureDiagnostics.report("AZURE_VM_SIZE", { message, pointer, found: vmSize })];
  });
