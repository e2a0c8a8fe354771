import type { PlanContribution } from "@imagewright/core/plan";

import { templateGuard } from "./template-guard.ts";
import { templateUpgraders } from "./template-upgraders.ts";
import { zoneGuard } from "./zone-guard.ts";

/** What CAPC knows of upgrades: which zones a template has to be in, and what its name tells. */
export const cloudstackPlanning: PlanContribution = {
  upgraders: templateUpgraders,
  guards: [templateGuard, zoneGuard],
  guardedRules: ["CAPI_IMAGE_VERSION_DIFFERS CloudStackMachineTemplate"],
};
