import { textAt } from "@imagewright/core";
import type { PlanGuard } from "@imagewright/core/plan";

import { isManagedControlPlane } from "../managed-control-plane-upgrader.ts";
import { planFinding } from "../plan-finding.ts";

const pointer = "/spec/autoUpgradeProfile/upgradeChannel";

/** Channels that change the Kubernetes version; `node-image` changes images alone. */
const channels: ReadonlySet<string> = new Set(["patch", "rapid", "stable"]);

/** AKS may be told to upgrade by itself. */
export const managedGuard: PlanGuard = ({ cluster, hops }) => {
  const { controlPlane } = cluster;
  const stored =
    controlPlane !== undefined && isManagedControlPlane(controlPlane)
      ? hops[0]?.before.find(controlPlane.place.object)
      : undefined;
  const found = stored && textAt(stored.object, pointer);
  if (stored === undefined || found === undefined || !channels.has(found)) {
    return [];
  }
  const message = `AKS upgrades ${stored.address.name} by itself too, by channel ${found}`;
  return [planFinding("CAPZ_PLAN_AKS_CHANNEL", { ...stored, pointer }, { message, found })];
};
