import { azureDiagnostics } from "../azure-diagnostics.ts";
import { textAt } from "../json-fields.ts";
import { machineRule, virtualMachineKinds } from "./machine-rule.ts";

/** Names that say of which generation an image is: image-builder's, and those of SKUs. */
const namesOfOne = /(?:^|-)gen1$/u;
const namesOfTwo = /-(?:gen2|cvm)(?:-|$)/u;
const imageBuilderName = /^capi-(?:ubuntu-\d{4}|azurelinux-3|flatcar-[a-z]+-[\d.]+)$/u;

/** A machine that needs an image of generation 2 does not get one that is of generation 1 by its name. */
export const imageGenerationRule = machineRule(({ machine, at }) => {
  const type = textAt(machine, "/securityProfile/securityType");
  const name =
    textAt(machine, "/image/computeGallery/name") ??
    textAt(machine, "/image/sharedGallery/name") ??
    textAt(machine, "/image/marketplace/sku") ??
    "";
  const isFirst = namesOfOne.test(name) || (imageBuilderName.test(name) && !namesOfTwo.test(name));
  if (type === undefined || !isFirst) {
    return [];
  }
  const message = `${type} needs an image of generation 2, and this one is of generation 1 by its name`;
  const pointer = `${at}/securityProfile/securityType`;
  return [azureDiagnostics.report("AZURE_SECURITY_GENERATION", { message, pointer, found: name })];
}, virtualMachineKinds);
