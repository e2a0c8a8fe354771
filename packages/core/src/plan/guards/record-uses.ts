import type { ImageRecord } from "../../image/image-record.ts";
import type { FactPlace } from "../cluster-state.ts";
import type { GroupUpgrade, GuardedHop, MachineGroup } from "../plan-contribution.ts";

/** An image, and the groups that get it in a hop. */
export interface RecordUse {
  readonly record: ImageRecord;
  /** What a group runs before; of the first one. */
  readonly from: string | undefined;
  readonly groups: readonly string[];
  /** Where the first of them names its image. */
  readonly place: FactPlace;
}

/** Where a group names its image; the group itself where it names none. */
export function imagePlace({ images, place }: MachineGroup): FactPlace {
  return images[0]?.place ?? place;
}

/** The images of a hop, each once. */
export function recordUses({ groups, from }: GuardedHop): readonly RecordUse[] {
  const uses = new Map<string, RecordUse & { readonly groups: string[] }>();
  for (const { group, image, otherImages = [], from: own } of groups) {
    for (const { record } of image === undefined ? otherImages : [image, ...otherImages]) {
      const known = uses.get(record.name);
      if (known === undefined) {
        uses.set(record.name, {
          record,
          from: own ?? from,
          groups: [group.name],
          place: imagePlace(group),
        });
      } else {
        known.groups.push(group.name);
      }
    }
  }
  return [...uses.values()];
}

/** Whether somebody has to care for what is on a group's image, and the plan does not know it. */
export function isImageOpen({ group, image }: GroupUpgrade): boolean {
  const isServed = group.kind === "eks" || group.kind === "managedPool";
  const hasMachines = group.kind !== "external" || group.infrastructure !== undefined;
  return image === undefined && hasMachines && !isServed;
}
