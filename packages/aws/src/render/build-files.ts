import type { Artifact, BuildContext } from "@imagewright/core";
import { buildScript, imageBuilderGoal, varFile } from "@imagewright/packer";

import type { AwsTarget } from "../options.ts";
import { amiVariables } from "./packer-variables.ts";

const varFileName = "packer-vars.json";

/** The variable file that image-builder's AMI template reads. */
export function packerVars({ image, target }: BuildContext<AwsTarget>): Artifact | undefined {
  if (target.build === undefined) {
    return undefined;
  }
  return {
    path: varFileName,
    mediaType: "application/json",
    text: varFile(amiVariables(image, target.build)),
  };
}

/** The script that runs image-builder with that file. */
export function amiBuildScript({
  image,
  target,
  overrides,
}: BuildContext<AwsTarget>): Artifact | undefined {
  const goal = imageBuilderGoal("ami", image);
  if (target.build === undefined || !goal.ok) {
    return undefined;
  }
  return {
    path: "build.sh",
    mediaType: "text/x-shellscript",
    text: buildScript({ goal: goal.value, varFile: varFileName, overrides }),
  };
}
