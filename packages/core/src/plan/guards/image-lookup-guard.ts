import type { GroupUpgrade, PlanGuard } from "../plan-contribution.ts";
import { planDiagnostics } from "../plan-diagnostics.ts";
import { isUnpinned } from "../unpinned-reference.ts";
import { placeFacts } from "./place-facts.ts";
import { imagePlace } from "./record-uses.ts";

/** Groups that end with an image which is looked up anew for every machine. */
export const imageLookupGuard: PlanGuard = ({ hops }) => {
  const last = new Map(
    hops.flatMap(({ groups }) => groups.map((upgrade) => [upgrade.group, upgrade] as const)),
  );
  return [...last.values()].flatMap((upgrade) => {
    const how = lookupOf(upgrade);
    const { group } = upgrade;
    return how === undefined
      ? []
      : [
          planDiagnostics.report("PLAN_IMAGE_UNPINNED", {
            message: `${group.name} ${how}`,
            ...placeFacts(imagePlace(group)),
          }),
        ];
  });
};

/**
 * How a group comes to its image where that is not by naming it; undefined where it is. That a group
 * gets its provider's default is for the provider to say: it may be as good as any.
 */
function lookupOf({ group, image }: GroupUpgrade): string | undefined {
  if (image !== undefined) {
    return isUnpinned(image.reference)
      ? `names its image by what is newest, as ${image.reference.kind}`
      : undefined;
  }
  const named = group.images.find(({ reference }) => isUnpinned(reference));
  return named && `looks its image up, as ${named.reference.kind}`;
}
