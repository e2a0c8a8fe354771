import type { ImageRecord } from "../../image/image-record.ts";
import type { GuardedHop } from "../plan-contribution.ts";

/** An image, and the groups that get it in a hop. */
export interface RecordUse {
  readonly record: ImageRecord;
  /** What a group runs before; of the first one. */
  readonly from: string | undefined;
  readonly groups: readonly string[];
}

/** The images of a hop, each once. */
export function recordUses({ groups, from }: GuardedHop): readonly RecordUse[] {
  const uses = new Map<string, RecordUse & { readonly groups: string[] }>();
  for (const { group, image, otherImages = [], from: own } of groups) {
    for (const { record } of image === undefined ? otherImages : [image, ...otherImages]) {
      const known = uses.get(record.name);
      if (known === undefined) {
        uses.set(record.name, { record, from: own ?? from, groups: [group.name] });
      } else {
        known.groups.push(group.name);
      }
    }
  }
  return [...uses.values()];
}
