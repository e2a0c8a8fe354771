import type { FactPlace } from "../cluster-state.ts";
import type { GuardContext, MachineGroup } from "../plan-contribution.ts";

/**
 * The groups that a plan moves, each once, in the order in which they begin.
 *
 * @example
 * ```ts
 * import { movingGroups } from "@imagewright/core/plan";
 *
 * movingGroups({ hops: [] }); // => []
 * ```
 */
export function movingGroups({ hops }: Pick<GuardContext, "hops">): readonly MachineGroup[] {
  return [...new Set(hops.flatMap(({ groups }) => groups.map(({ group }) => group)))];
}

/** One text for each place. */
export function placeKey({ object, pointer }: FactPlace): string {
  return `${object.group}/${object.kind}/${object.namespace ?? ""}/${object.name}${pointer}`;
}
