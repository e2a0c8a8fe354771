import type { UpgradeControl } from "@imagewright/core";
import { movingGroups, placeFacts, type PlanGuard } from "@imagewright/core/plan";

import { clusterApiPlanGuardDiagnostics } from "./cluster-api-plan-guard-diagnostics.ts";

const codes: Partial<
  Record<UpgradeControl["effect"], "CAPI_PLAN_NO_NEW_MACHINES" | "CAPI_PLAN_PREFLIGHT_SKIPPED">
> = {
  skipPreflight: "CAPI_PLAN_PREFLIGHT_SKIPPED",
  noNewMachines: "CAPI_PLAN_NO_NEW_MACHINES",
};

/** Annotations that change how machines of a group are made. */
export const workerControlsGuard: PlanGuard = (context) =>
  movingGroups(context).flatMap(({ name, controls }) =>
    controls.flatMap(({ effect, text, place }) => {
      const code = codes[effect];
      if (code === undefined || (effect === "skipPreflight" && text.trim() === "")) {
        return [];
      }
      const message =
        effect === "skipPreflight"
          ? `before machines of ${name} are made, it is not checked: ${text}`
          : `no machines of ${name} are made`;
      return [clusterApiPlanGuardDiagnostics.report(code, { message, ...placeFacts(place) })];
    }),
  );
