import type { TargetRule } from "@imagewright/core";

import { cloudstackDiagnostics } from "../cloudstack-diagnostics.ts";
import { eachMachine } from "../each-machine.ts";
import type { CloudStackTarget } from "../options.ts";

/** Affinity is either CAPC's own or that of existing groups. */
export const affinityRule: TargetRule<CloudStackTarget> = ({ target }) =>
  eachMachine(target, ({ affinity = "no", affinityGroupIDs }, at) => {
    if (affinity === "no" || affinityGroupIDs === undefined) {
      return [];
    }
    const message = `affinity ${affinity} takes no affinity groups beside its own`;
    const pointer = `${at}/affinityGroupIDs`;
    return [cloudstackDiagnostics.report("CLOUDSTACK_AFFINITY", { message, pointer })];
  });
