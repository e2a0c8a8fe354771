import type { ImageMatch } from "../../image/image-catalog.ts";
import { compareKubernetesMinors } from "../../version/kubernetes-minor.ts";
import type { ImageChoice, ImageProfile, ImageResolver } from "./image-resolver.ts";
import type { KnownVersion, NeededImage, PlanGroup } from "./plan-group.ts";

/** The image a group is to have at one version. */
export type GroupImage =
  | ImageChoice
  /** It keeps the one it has. */
  | { readonly outcome: "kept"; readonly match: ImageMatch };

/** Images that groups have while a plan is made: they change from hop to hop. */
export type CurrentImages = ReadonlyMap<NeededImage, ImageMatch | undefined>;

/** The images that groups have before anything is done. */
export function presentImages(
  groups: readonly PlanGroup[],
): Map<NeededImage, ImageMatch | undefined> {
  return new Map(groups.flatMap(({ images }) => images.map((image) => [image, image.current])));
}

/**
 * The image of a group at a version. What it has stays where it holds that version and may be used,
 * unless a preferred record takes its place.
 */
export function imageAt(
  needed: NeededImage,
  version: KnownVersion,
  current: ImageMatch | undefined,
  resolver: ImageResolver,
): GroupImage {
  const profile = profileAt(needed, version);
  const isKept =
    current !== undefined &&
    current.record.kubernetesVersion === version.text &&
    resolver.isUsable(current.record);
  if (!isKept) {
    return resolver.resolve(profile, version.text);
  }
  const wanted = resolver.hasPreferred ? resolver.resolve(profile, version.text) : undefined;
  return wanted?.outcome === "found" && resolver.isPreferred(wanted.match.record)
    ? wanted
    : { outcome: "kept", match: current };
}

/** What an image has to be at a version. */
export function profileAt(
  { profile, successor }: NeededImage,
  { parsed }: KnownVersion,
): ImageProfile {
  return successor !== undefined && compareKubernetesMinors(parsed, successor.since) >= 0
    ? successor.profile
    : profile;
}

/** Whether there is an image. */
export function isSettled(image: GroupImage): boolean {
  return image.outcome === "kept" || image.outcome === "found";
}
