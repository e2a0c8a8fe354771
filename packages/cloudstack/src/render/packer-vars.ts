import type { Artifact, BuildRenderer, NodeImage } from "@imagewright/core";
import {
  ansibleUserVars,
  imageBuilderVariables,
  type PackerVariables,
  sortedVariables,
  varFile,
} from "@imagewright/packer";

import { diskName } from "../image-builder.ts";
import type { CloudStackBuild, CloudStackTarget } from "../options.ts";

/** Name of the variable file; the build script looks for it beside itself. */
export const packerVarsPath = "packer-vars.json";

/** image-builder's variables for the image, for CloudStack, and for the name of the disk file. */
export const renderPackerVars: BuildRenderer<CloudStackTarget> = ({ image, target }) =>
  target.build === undefined ? undefined : packerVars(image, target.build);

function packerVars(image: NodeImage, build: CloudStackBuild): Artifact {
  const name = diskName(image, build);
  const variables = {
    ...imageBuilderVariables("qemu", image),
    ansible_user_vars: providerVariables(build.ansibleVariables),
    artifact_name: name,
    vm_name: name,
    output_directory: `./output/${name}`,
    ...sortedVariables(build.variables),
  };
  return { path: packerVarsPath, mediaType: "application/json", text: varFile(variables) };
}

/** As CloudStack's page has it where nothing is added; else as one JSON object. */
function providerVariables(others: PackerVariables | undefined): string {
  return others === undefined
    ? "provider=cloudstack"
    : ansibleUserVars({ provider: "cloudstack", ...sortedVariables(others) });
}
