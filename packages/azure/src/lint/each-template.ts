import type { Diagnostic } from "@imagewright/core";

import type { AzureMachineTemplate } from "../machine-options.ts";
import type { AzureTarget } from "../options.ts";

/** Judges every machine template of a target, each with its JSON Pointer. */
export function eachTemplate(
  { machineTemplates = [] }: AzureTarget,
  judge: (template: AzureMachineTemplate, at: string) => readonly Diagnostic[],
): readonly Diagnostic[] {
  return machineTemplates.flatMap((template, index) =>
    judge(template, `/machineTemplates/${index}`),
  );
}
