import { type ImageReference, textAt } from "@imagewright/core";

import { azureDiagnostics } from "../azure-diagnostics.ts";
import { parseManifest } from "../parse/manifest.ts";
import { machineRule, virtualMachineKinds } from "./machine-rule.ts";

/** Names of generation 1: SKUs of the reference images, and what image-builder calls a definition. */
const firstGeneration = /(?:^|-)gen1$|^capi-(?:ubuntu-\d{4}|azurelinux-3|flatcar-[a-z]+-[\d.]+)$/u;

/** A machine that needs an image of generation 2 does not get one that is of generation 1 by its name. */
export const imageGenerationRule = machineRule(({ object, machine, at }) => {
  const type = textAt(machine, "/securityProfile/securityType");
  const read = parseManifest(object);
  const [found] = read.ok ? read.value : [];
  const name = found === undefined ? undefined : firstGenerationName(found.reference);
  if (type === undefined || name === undefined) {
    return [];
  }
  const message = `${type} needs an image of generation 2, and this one is of generation 1 by its name`;
  const pointer = `${at}/securityProfile/securityType`;
  return [azureDiagnostics.report("AZURE_SECURITY_GENERATION", { message, pointer, found: name })];
}, virtualMachineKinds);

/**
 * The image definition or the SKU of an image that is of generation 1 by it; undefined where the
 * name tells of no generation, or of another one.
 */
export function firstGenerationName(reference: ImageReference): string | undefined {
  const name =
    "definition" in reference ? reference.definition : "sku" in reference ? reference.sku : "";
  return firstGeneration.test(name) ? name : undefined;
}
