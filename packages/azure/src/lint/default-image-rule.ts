import { type Diagnostic, formatImageReference } from "@imagewright/core";

import { azureDiagnostics } from "../azure-diagnostics.ts";
import { type DefaultOfVersion, defaultImages, lacksImage } from "./default-images.ts";
import { machineRule } from "./machine-rule.ts";

/**
 * What CAPZ takes where no image is named: an error where it finds none, a hint to pin where it
 * does. The Kubernetes version is that of whoever makes the machines.
 */
export const defaultImageRule = machineRule((context) => {
  if (!lacksImage(context)) {
    return [];
  }
  const pointer = context.at;
  const defaults = defaultImages(context);
  if (defaults.length === 0) {
    const message = "no image is named: CAPZ takes its default";
    return [azureDiagnostics.report("AZURE_DEFAULT_IMAGE", { message, pointer })];
  }
  return defaults.flatMap((one) => [
    ...one.image.diagnostics.map((found) => ({ ...found, pointer })),
    ...explain(one, pointer),
  ]);
});

function explain(
  { kubernetesVersion, image }: DefaultOfVersion,
  pointer: string,
): readonly Diagnostic[] {
  if (!image.ok) {
    return [];
  }
  const { value } = image;
  const text =
    value.kind === "resolved"
      ? formatImageReference(value.reference)
      : `an image of SKU ${value.query.sku} that only a listing shows`;
  const message = `no image is named: for Kubernetes ${kubernetesVersion} CAPZ takes ${text}`;
  return [azureDiagnostics.report("AZURE_DEFAULT_IMAGE", { message, pointer })];
}
