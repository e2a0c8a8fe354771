import type { Diagnostic } from "@imagewright/core";

import type { CloudStackMachineTemplate, CloudStackTarget } from "../options.ts";

/** Judges every machine template of a target, each with its JSON Pointer. */
export function eachTemplate(
  { machineTemplates = [] }: CloudStackTarget,
  judge: (template: CloudStackMachineTemplate, at: string) => readonly Diagnostic[],
): readonly Diagnostic[] {
  return machineTemplates.flatMap((template, index) =>
    judge(template, `/machineTemplates/${index}`),
  );
}
