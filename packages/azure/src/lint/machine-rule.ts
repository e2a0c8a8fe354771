import { carriedMachine, infrastructureGroup } from "@imagewright/cluster-api";
import type { Diagnostic, JsonObject, ManifestRule, ManifestRuleContext } from "@imagewright/core";

import { machinePlaces } from "../parse/manifest.ts";

/** What a rule about machines sees. */
export interface MachineRuleContext extends ManifestRuleContext {
  readonly machine: JsonObject;
  /** JSON Pointer of the machine. */
  readonly at: string;
  readonly isPool: boolean;
}

/** A rule about the machine of an AzureMachineTemplate, AzureMachine or AzureMachinePool. */
export function machineRule(
  check: (context: MachineRuleContext) => readonly Diagnostic[],
  kinds: readonly string[] = [...machinePlaces.keys()],
): ManifestRule {
  return {
    group: infrastructureGroup,
    kinds,
    check(context) {
      const found = carriedMachine(context.object, machinePlaces);
      return found?.machine === undefined
        ? []
        : check({
            ...context,
            machine: found.machine,
            at: found.pointer,
            isPool: found.kind === "AzureMachinePool",
          });
    },
  };
}

/** The kind of scale sets, for rules that are about them alone. */
export const poolKinds = ["AzureMachinePool"] as const;

/** Kinds of virtual machines, for rules that are about them alone. */
export const virtualMachineKinds = ["AzureMachineTemplate", "AzureMachine"] as const;
