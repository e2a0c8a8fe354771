import type { NodeImage } from "@imagewright/core";

import type { AwsRootVolume } from "../machine-options.ts";

/** The root volume with a size, which CAPA demands; undefined where nothing is said of it. */
export function sizedRoot(
  rootVolume: AwsRootVolume | undefined,
  image: NodeImage,
): AwsRootVolume | undefined {
  const size = rootVolume?.size ?? image.rootVolume?.sizeGiB;
  return size === undefined ? undefined : { ...rootVolume, size };
}
