import type { FactPlace } from "../cluster-state.ts";
import { isSameAddress } from "../object-address.ts";
import type { GroupUpgrade, GuardContext, GuardedHop, MachineGroup } from "../plan-contribution.ts";

/**
 * The groups that a plan moves, each once, in the order in which they begin. What is asked for its
 * steps and has none, as it is where the plan leads already, is none of them.
 *
 * @example
 * ```ts
 * import { movingGroups } from "@imagewright/core/plan";
 *
 * movingGroups({ hops: [] }); // => []
 * ```
 */
export function movingGroups({ hops }: Pick<GuardContext, "hops">): readonly MachineGroup[] {
  const moving = hops.flatMap((hop) => hop.groups.filter((upgrade) => isMoved(upgrade, hop)));
  return [...new Set(moving.map(({ group }) => group))];
}

function isMoved({ group, from }: GroupUpgrade, { version, changes }: GuardedHop): boolean {
  const isThere = from === version || (from !== undefined && version.startsWith(`${from}.`));
  if (!isThere) {
    return true;
  }
  const { place, infrastructure, bootstrap, images } = group;
  const own = [
    place.object,
    ...(infrastructure === undefined ? [] : [infrastructure.target]),
    ...(bootstrap === undefined ? [] : [bootstrap.target]),
    ...images.map((image) => image.place.object),
  ];
  return changes.some(
    ({ change, object }) => change === "patch" && own.some((one) => isSameAddress(one, object)),
  );
}

/** One text for each place. */
export function placeKey({ object, pointer }: FactPlace): string {
  return `${object.group}/${object.kind}/${object.namespace ?? ""}/${object.name}${pointer}`;
}
