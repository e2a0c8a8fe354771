import type { TargetRule } from "@imagewright/core";
import { checkImageBuilderImage } from "@imagewright/packer";

import { variantOf } from "../image-builder.ts";
import type { CloudStackTarget } from "../options.ts";

/** image-builder has a target for the image, and a variable for all it says. */
export const buildImageRule: TargetRule<CloudStackTarget> = ({ image, target }) =>
  target.build === undefined ? [] : checkImageBuilderImage("qemu", image, variantOf(target.build));
