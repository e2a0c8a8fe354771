import type { Diagnostic } from "@imagewright/core";

import type { CloudStackMachine, CloudStackMachineTemplate, CloudStackTarget } from "./options.ts";

/** Judges every machine a target asks for, in templates or by itself, each with its pointer. */
export function eachMachine(
  { machineTemplates = [], machines = [] }: CloudStackTarget,
  judge: (
    machine: CloudStackMachine & Partial<CloudStackMachineTemplate>,
    at: string,
  ) => readonly Diagnostic[],
): readonly Diagnostic[] {
  return [
    ...machineTemplates.flatMap((template, index) => judge(template, `/machineTemplates/${index}`)),
    ...machines.flatMap((machine, index) => judge(machine, `/machines/${index}`)),
  ];
}
