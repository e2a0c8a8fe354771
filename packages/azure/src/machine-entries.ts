import type { Diagnostic } from "@imagewright/core";

import type { AzureMachine, AzureMachineFields, AzureMachineTemplate } from "./machine-options.ts";
import type { AzureMachinePool } from "./pool-options.ts";

/** One machine a target asks for, and where it does. */
export type MachineEntry =
  | EntryOf<"AzureMachineTemplate", AzureMachineTemplate>
  | EntryOf<"AzureMachine", AzureMachine>
  | EntryOf<"AzureMachinePool", AzureMachinePool>;

interface EntryOf<Kind extends string, Options extends AzureMachineFields> {
  readonly kind: Kind;
  /** JSON Pointer of the entry in the target. */
  readonly at: string;
  readonly options: Options;
}

/** The parts of a target that ask for machines. */
export interface MachineLists {
  readonly machineTemplates?: readonly AzureMachineTemplate[];
  readonly machines?: readonly AzureMachine[];
  readonly machinePools?: readonly AzureMachinePool[];
}

/** Every machine of a target, in the order of its lists. */
export function machineEntries(target: MachineLists): readonly MachineEntry[] {
  const { machineTemplates = [], machines = [], machinePools = [] } = target;
  return [
    ...machineTemplates.map((options, index) => ({
      kind: "AzureMachineTemplate" as const,
      at: `/machineTemplates/${index}`,
      options,
    })),
    ...machines.map((options, index) => ({
      kind: "AzureMachine" as const,
      at: `/machines/${index}`,
      options,
    })),
    ...machinePools.map((options, index) => ({
      kind: "AzureMachinePool" as const,
      at: `/machinePools/${index}`,
      options,
    })),
  ];
}

/** Judges what all kinds of machine have in common. */
export function eachMachine(
  target: MachineLists,
  judge: (machine: AzureMachineFields, at: string) => readonly Diagnostic[],
): readonly Diagnostic[] {
  return machineEntries(target).flatMap(({ options, at }) => judge(options, at));
}

/** Judges machines that are no scale sets. */
export function eachVirtualMachine(
  target: MachineLists,
  judge: (machine: AzureMachineTemplate | AzureMachine, at: string) => readonly Diagnostic[],
): readonly Diagnostic[] {
  return machineEntries(target).flatMap((entry) =>
    entry.kind === "AzureMachinePool" ? [] : judge(entry.options, entry.at),
  );
}
