import type { TargetRule } from "@imagewright/core";
import { checkImageBuilderImage } from "@imagewright/packer";

import { systemOf } from "../image-builder.ts";
import type { AzureTarget } from "../options.ts";

/** image-builder has a target for the image, and a variable for all it says. */
export const buildImageRule: TargetRule<AzureTarget> = ({ image, target }) =>
  target.build === undefined
    ? []
    : checkImageBuilderImage(systemOf[target.build.generation], image);
