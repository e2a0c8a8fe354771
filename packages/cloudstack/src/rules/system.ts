import type { TargetRule } from "@imagewright/core";

import { cloudstackDiagnostics } from "../cloudstack-diagnostics.ts";
import type { CloudStackTarget } from "../options.ts";

/** The operating system is one a machine of CAPC can boot. */
export const systemRule: TargetRule<CloudStackTarget> = ({ image }) => {
  const { distribution } = image.os;
  if (distribution !== "windows" && distribution !== "bottlerocket") {
    return [];
  }
  const message = `CAPC boots no ${distribution}`;
  const pointer = "/image/os/distribution";
  return [cloudstackDiagnostics.report("CLOUDSTACK_SYSTEM", { message, pointer })];
};
