import {
  type Diagnostic,
  formatImageReference,
  type NodeImage,
  type TargetRule,
} from "@imagewright/core";

import { azureDiagnostics } from "../azure-diagnostics.ts";
import type { DefaultImageQuestion } from "../default-image/default-image-question.ts";
import { defaultImage } from "../default-image/default-image.ts";
import { texts } from "../json-fields.ts";
import { type MachineEntry, machineEntries } from "../machine-entries.ts";
import type { AzureTarget } from "../options.ts";
import { osTypeOf } from "../os-type.ts";

/** Where the image is left to CAPZ, CAPZ finds one, and it runs the system that is asked for. */
export const defaultImageRule: TargetRule<AzureTarget> = ({ image, target }) =>
  machineEntries(target).flatMap((entry): readonly Diagnostic[] => {
    if (entry.options.capzDefaultImage !== true) {
      return [];
    }
    const pointer = `${entry.at}/capzDefaultImage`;
    const { distribution } = image.os;
    if (distribution !== "ubuntu" && distribution !== "windows") {
      const message = `CAPZ has no default image that runs ${distribution}`;
      return [azureDiagnostics.report("AZURE_DEFAULT_IMAGE_REFUSED", { message, pointer })];
    }
    const found = defaultImage(questionFor(image, entry, target.capzVersion));
    return found.ok
      ? [...at(found.diagnostics, pointer), explained(found.value, pointer)]
      : at(found.diagnostics, pointer);
  });

function questionFor(
  image: NodeImage,
  { kind, options }: MachineEntry,
  capzVersion: string | undefined,
): DefaultImageQuestion {
  const annotations =
    kind === "AzureMachineTemplate" ? options.machineAnnotations : options.annotations;
  return {
    kubernetesVersion: image.kubernetes.version,
    osType: osTypeOf(image),
    ...(capzVersion !== undefined && { capzVersion }),
    ...texts(annotations, ["runtime", "windowsServerVersion"]),
  };
}

function explained(
  image: Extract<ReturnType<typeof defaultImage>, { ok: true }>["value"],
  pointer: string,
): Diagnostic {
  const text =
    image.kind === "resolved"
      ? formatImageReference(image.reference)
      : `an image of SKU ${image.query.sku} that only a listing shows`;
  const message = `CAPZ takes ${text}: ${image.explanation.join("; ")}`;
  return azureDiagnostics.report("AZURE_DEFAULT_IMAGE", { message, pointer });
}

function at(diagnostics: readonly Diagnostic[], pointer: string): readonly Diagnostic[] {
  return diagnostics.map((found) => ({ ...found, pointer }));
}
