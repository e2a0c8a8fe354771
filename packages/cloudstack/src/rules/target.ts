import type { TargetRule } from "@imagewright/core";

import { cloudstackDiagnostics } from "../cloudstack-diagnostics.ts";
import type { CloudStackTarget } from "../options.ts";

/** The target asks for something. */
export const targetRule: TargetRule<CloudStackTarget> = ({ target }) => {
  if (target.build ?? target.machineTemplates ?? target.machines) {
    return [];
  }
  const message = "the target asks for nothing";
  return [cloudstackDiagnostics.report("CLOUDSTACK_TARGET_EMPTY", { message })];
};
