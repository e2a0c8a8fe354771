import type { TargetRule } from "@imagewright/core";
import { checkImageBuilderImage, imageBuilderGoal } from "@imagewright/packer";

import { systemOf } from "../image-builder.ts";
import type { AzureTarget } from "../options.ts";

/** image-builder has a target for the image, and a variable for all it says. */
export const buildImageRule: TargetRule<AzureTarget> = ({ image, target }) => {
  if (target.build === undefined) {
    return [];
  }
  const system = systemOf[target.build.generation];
  return [...imageBuilderGoal(system, image).diagnostics, ...checkImageBuilderImage(system, image)];
};
