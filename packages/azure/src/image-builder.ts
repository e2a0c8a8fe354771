import type { NodeImage } from "@imagewright/core";
import { imageBuilderGoal, type ImageBuilderSystem } from "@imagewright/packer";

import type { AzureBuild, AzureGeneration } from "./options.ts";

/** image-builder has a family of targets for each generation. */
export const systemOf: Readonly<Record<AzureGeneration, ImageBuilderSystem>> = {
  cvm: "azure-sig-cvm",
  gen1: "azure-sig",
  gen2: "azure-sig-gen2",
};

/** What image-builder's Windows templates put behind the variable `image_name`. */
export const windowsSuffix = "-containerd";

/**
 * The image definition a build publishes into: the one that is asked for, or image-builder's own.
 *
 * @returns undefined where image-builder decides it during the build: Flatcar without a version
 */
export function definitionName(image: NodeImage, build: AzureBuild): string | undefined {
  return build.definition?.name ?? usualDefinition(image, build);
}

function usualDefinition(image: NodeImage, { generation }: AzureBuild): string | undefined {
  const goal = imageBuilderGoal(systemOf[generation], image);
  if (!goal.ok) {
    return undefined;
  }
  const end = generation === "gen1" ? "" : `-${generation}`;
  switch (image.os.distribution) {
    case "flatcar": {
      const { FLATCAR_CHANNEL: channel, FLATCAR_VERSION: version } = goal.value.environment;
      return version === undefined ? undefined : `capi-flatcar-${channel}-${version}${end}`;
    }
    case "windows":
      return `capi-windows-${image.os.release}${end}${windowsSuffix}`;
    default:
      return `capi-${goal.value.buildName}`;
  }
}
