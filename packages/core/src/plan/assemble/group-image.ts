import type { ImageMatch } from "../../image/image-catalog.ts";
import type { ImageChoice, ImageResolver } from "./image-resolver.ts";
import type { PlanGroup } from "./plan-group.ts";

/** The image a group is to have at one version. */
export type GroupImage =
  | ImageChoice
  /** It finds its own. */
  | { readonly outcome: "own" }
  /** It keeps the one it has. */
  | { readonly outcome: "kept"; readonly match: ImageMatch };

/** Images that groups have while a path is made: they change from hop to hop. */
export type CurrentImages = ReadonlyMap<PlanGroup, ImageMatch | undefined>;

/**
 * The image of a group at a version. What it has stays where it holds that version and may be used,
 * unless a preferred record takes its place.
 */
export function imageAt(
  group: PlanGroup,
  version: string,
  current: ImageMatch | undefined,
  resolver: ImageResolver,
): GroupImage {
  if (group.profile === undefined) {
    return { outcome: "own" };
  }
  const isKept =
    current !== undefined &&
    current.record.kubernetesVersion === version &&
    resolver.isUsable(current.record);
  if (!isKept) {
    return resolver.resolve(group.profile, version);
  }
  const wanted = resolver.hasPreferred ? resolver.resolve(group.profile, version) : undefined;
  return wanted?.outcome === "found" && resolver.isPreferred(wanted.match.record)
    ? wanted
    : { outcome: "kept", match: current };
}

/** Whether there is an image, or none is needed. */
export function isSettled(image: GroupImage): boolean {
  return image.outcome !== "missing" && image.outcome !== "several";
}
