import type { MachineGroup, Upgrader, UpgradeSteps } from "@imagewright/core/plan";

import { at, groupObjects } from "./group-objects.ts";
import { isPausedByPlan } from "./group-steps.ts";
import { imageSource } from "./image-source.ts";
import type { ImageQuestion } from "./named-image.ts";
import { capaPlanDiagnostics } from "./plan-diagnostics.ts";

/**
 * Plans one group by its objects as they stand.
 *
 * @param pointer - where the fields of its machines stand
 */
export function planGroup(
  pointer: string,
  plan: (question: ImageQuestion) => UpgradeSteps,
): Upgrader["plan"] {
  return ([upgrade], context) => {
    if (upgrade === undefined) {
      return { steps: [], diagnostics: [] };
    }
    const parts = groupObjects(upgrade.group, context.objects);
    if ("missing" in parts) {
      return { steps: [], diagnostics: [parts.missing] };
    }
    const source = imageSource(parts.infrastructure.object, pointer, context.cluster);
    return ofTopology(upgrade.group, plan({ upgrade, parts, source, context }));
  };
}

/** Steps of a group, unless a topology would write over them. */
export function ofTopology(
  { name, place, isTopologyOwned }: MachineGroup,
  planned: UpgradeSteps,
): UpgradeSteps {
  if (!isTopologyOwned || planned.steps.length === 0) {
    return planned;
  }
  const message = `${place.object.kind} ${name} belongs to a topology`;
  const found = capaPlanDiagnostics.report("CAPA_PLAN_TOPOLOGY_OWNED", { message, ...at(place) });
  return { steps: [], diagnostics: [...planned.diagnostics, found] };
}

/** Whether a plan has paused the pool of a group, and has not let it go on. */
export const isPoolBegun: NonNullable<Upgrader["isBegun"]> = ({ infrastructure }, _, objects) => {
  const pool = infrastructure && objects.find(infrastructure.target);
  return pool !== undefined && isPausedByPlan(pool);
};
