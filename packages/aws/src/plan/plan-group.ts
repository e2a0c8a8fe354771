import type { Upgrader, UpgradeSteps } from "@imagewright/core/plan";

import { groupObjects } from "./group-objects.ts";
import { isPausedByPlan } from "./group-steps.ts";
import { imageSource } from "./image-source.ts";
import type { ImageQuestion } from "./named-image.ts";

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
    return plan({ upgrade, parts, source, context });
  };
}

/** Whether a plan has paused the pool of a group, and has not let it go on. */
export const isPoolBegun: NonNullable<Upgrader["isBegun"]> = ({ infrastructure }, _, objects) => {
  const pool = infrastructure && objects.find(infrastructure.target);
  return pool !== undefined && isPausedByPlan(pool);
};
