import type { Artifact, BuildContext } from "@imagewright/core";
import { varFile } from "@imagewright/packer";

import { eraOf, systemOf } from "../era.ts";
import type { EksBuildTarget } from "../options.ts";
import { eksBuildScriptText, variableFileName } from "./build-script.ts";
import { eksVariables } from "./eks-variables.ts";
import { type SplitVariables, splitVariables } from "./split-variables.ts";

/** The variable file, for what the make line does not say; left out where nothing is left. */
export function variablesFile(context: BuildContext<EksBuildTarget>): Artifact | undefined {
  const { file } = variablesOf(context);
  return file.length === 0
    ? undefined
    : {
        path: variableFileName,
        mediaType: "application/json",
        text: varFile(Object.fromEntries(file.map(({ name, value }) => [name, value]))),
      };
}

/** The script with the make line. */
export function eksBuildScript(context: BuildContext<EksBuildTarget>): Artifact {
  const { image, target, overrides } = context;
  const era = eraOf(target.build);
  return {
    path: "build.sh",
    mediaType: "text/x-shellscript",
    text: eksBuildScriptText({
      image,
      era,
      ...variablesOf(context),
      known: systemOf(era, image.os.release)?.variables ?? [],
      overrides,
    }),
  };
}

function variablesOf({ image, target }: BuildContext<EksBuildTarget>): SplitVariables {
  const era = eraOf(target.build);
  const system = systemOf(era, image.os.release);
  if (system === undefined) {
    throw new Error("the era was not checked before the build was rendered");
  }
  return splitVariables(eksVariables(image, target.build), era, system);
}
