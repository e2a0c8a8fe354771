import { carriedMachine, infrastructureGroup } from "@imagewright/cluster-api";
import type { Diagnostic, JsonObject, ManifestRule, ManifestRuleContext } from "@imagewright/core";

import { machinePlaces } from "../parse/manifest.ts";

/** A machine, by itself or in a template, as a rule sees it. */
export interface MachineContext extends ManifestRuleContext {
  readonly machine: JsonObject;
  /** JSON Pointer of the machine in its object. */
  readonly at: string;
}

/** A rule about machines, whether a template or an object of their own carries them. */
export function machineRule(
  check: (context: MachineContext) => readonly Diagnostic[],
  kinds: readonly string[] = [...machinePlaces.keys()],
): ManifestRule {
  return {
    group: infrastructureGroup,
    kinds,
    check: (context) => {
      const found = carriedMachine(context.object, machinePlaces);
      return found?.machine === undefined
        ? []
        : check({ ...context, machine: found.machine, at: found.pointer });
    },
  };
}
