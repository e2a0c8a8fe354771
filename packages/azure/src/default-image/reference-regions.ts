import images from "../data/default-images.json" with { type: "json" };

const { gallery, regions } = images.communityGallery;

/** The public name of the gallery that CAPZ's reference images are in. */
export const referenceGallery: string = gallery;

/** Where CAPZ's reference images are published. */
export const referenceRegions: readonly string[] = regions;

/** `West Europe` is another spelling of `westeurope`. */
export function plainRegion(region: string): string {
  return region.replaceAll(" ", "").toLowerCase();
}

/** Placeholders such as `${AZURE_LOCATION}` name no region. */
export function isRegion(text: string): boolean {
  return /^[a-z][a-z0-9]+$/u.test(plainRegion(text));
}

/** Whether a text names a region in which the reference images are not published. */
export function lacksReferenceImages(region: string): boolean {
  return isRegion(region) && !referenceRegions.includes(plainRegion(region));
}
