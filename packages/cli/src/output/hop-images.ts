import type { RequiredImage } from "@imagewright/core/plan";

/** One image of a hop, and the groups that boot it. */
export interface HopImage {
  /** Name of its record, or what has to be built. */
  readonly image: string;
  readonly groups: string;
}

/** The images of a hop, each once. */
export function hopImages(images: readonly RequiredImage[]): readonly HopImage[] {
  const byName = Map.groupBy(images, nameOf);
  return [...byName].map(([image, all]) => ({
    image,
    groups: all.flatMap(({ groups }) => groups).join(", "),
  }));
}

function nameOf(image: RequiredImage): string {
  return image.record ?? `an image that is missing (${traitsOf(image)})`;
}

/** What has to be built. */
function traitsOf(image: RequiredImage): string {
  const { distribution, osRelease, architecture, userDataFormat, kinds, location } = image;
  const traits = [
    `Kubernetes ${image.kubernetesVersion}`,
    distribution === undefined ? undefined : `${distribution} ${osRelease ?? ""}`.trim(),
    architecture,
    userDataFormat,
    kinds.length === 0 ? undefined : `as ${kinds.join(" or ")}`,
    location === undefined ? undefined : `in ${location}`,
  ];
  return traits.filter((trait) => trait !== undefined).join(", ");
}
