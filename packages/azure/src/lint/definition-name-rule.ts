import { textAt } from "@imagewright/core";

import { azureDiagnostics } from "../azure-diagnostics.ts";
import { machineRule } from "./machine-rule.ts";

/** image-builder names a managed image after its definition, with the time in seconds behind it. */
const managedImageName = /^(?<definition>.+)-(?<time>\d{10})$/u;

/** `name` is the image definition, not the managed image of the same build. */
export const definitionNameRule = machineRule(({ machine, at }) =>
  ["computeGallery", "sharedGallery"].flatMap((variant) => {
    const name = textAt(machine, `/image/${variant}/name`) ?? "";
    const definition = managedImageName.exec(name)?.groups?.["definition"];
    if (definition === undefined) {
      return [];
    }
    const message = "this is the name of a managed image: that of its definition has no time in it";
    const pointer = `${at}/image/${variant}/name`;
    // Managed images were called \`capi\` and the time once, whatever their definition was.
    const perhaps = definition === "capi" ? "" : `, perhaps \`${definition}\``;
    const hint = `Look up the definition${perhaps}: it stands in the gallery version's id.`;
    const facts = { message, pointer, found: name, hint };
    return [azureDiagnostics.report("AZURE_DEFINITION_NAME", facts)];
  }),
);
