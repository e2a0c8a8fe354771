import { azureDiagnostics } from "../azure-diagnostics.ts";
import { parseManifest } from "../parse/manifest.ts";
import { machineRule } from "./machine-rule.ts";

/** Definitions of image-builder's Flatcar images, which are made from an image with a plan. */
const flatcarDefinition = /^capi-flatcar-/u;

/** An image that needs a plan has one. */
export const planRule = machineRule(({ object }) => {
  const read = parseManifest(object);
  return (read.ok ? read.value : []).flatMap(({ reference, pointer }) => {
    const definition = "definition" in reference ? reference.definition : "";
    if ("plan" in reference || !flatcarDefinition.test(definition)) {
      return [];
    }
    const message = "an image made from Flatcar's marketplace image needs its plan";
    return [azureDiagnostics.report("AZURE_PLAN_MISSING", { message, pointer, found: definition })];
  });
});
