import { type Diagnostic, mapAt } from "@imagewright/core";
import {
  type GroupUpgrade,
  type MachineGroup,
  placeFacts,
  planDiagnostics,
  type Upgrader,
  type UpgradeSteps,
} from "@imagewright/core/plan";

import { groupObjects } from "./group-objects.ts";
import { isPausedByPlan } from "./group-steps.ts";
import { imageSource } from "./image-source.ts";
import { type ImageQuestion, versionPointer } from "./named-image.ts";
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
    if (mapAt(parts.owner.object, versionParent(upgrade)) === undefined) {
      return { steps: [], diagnostics: [withoutVersion(upgrade.group)] };
    }
    const source = imageSource(parts.infrastructure.object, pointer, context.cluster);
    return ofTopology(upgrade.group, plan({ upgrade, parts, source, context }));
  };
}

/** What holds the version of a group, or is to. */
function versionParent(upgrade: GroupUpgrade): string {
  const pointer = versionPointer(upgrade);
  return pointer.slice(0, pointer.lastIndexOf("/"));
}

/** A group whose version nobody can write: the others must not overtake it. */
export function withoutVersion({ name, place }: MachineGroup): Diagnostic {
  const message = `${place.object.kind} ${name} names no Kubernetes version, nor has it a place for one`;
  return planDiagnostics.report("PLAN_VERSION_UNKNOWN", { message, ...placeFacts(place) });
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
  const found = capaPlanDiagnostics.report("CAPA_PLAN_TOPOLOGY_OWNED", {
    message,
    ...placeFacts(place),
  });
  return { steps: [], diagnostics: [...planned.diagnostics, found] };
}

/** Whether a plan has paused the pool of a group, and has not let it go on. */
export const isPoolBegun: NonNullable<Upgrader["isBegun"]> = ({ infrastructure }, _, objects) => {
  const pool = infrastructure && objects.find(infrastructure.target);
  return pool !== undefined && isPausedByPlan(pool);
};
