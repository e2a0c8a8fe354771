import type { Artifact, BuildRenderer, NodeImage } from "@imagewright/core";
import {
  imageBuilderVariables,
  type PackerVariables,
  sortedVariables,
  varFile,
} from "@imagewright/packer";

import { systemOf, windowsSuffix } from "../image-builder.ts";
import type { AzureBuild, AzureTarget } from "../options.ts";

/** Name of the variable file; the build script looks for it beside itself. */
export const packerVarsPath = "packer-vars.json";

/** image-builder's variables for the image, and for where it is published. */
export const renderPackerVars: BuildRenderer<AzureTarget> = ({ image, target }) =>
  target.build === undefined ? undefined : packerVars(image, target.build);

function packerVars(image: NodeImage, build: AzureBuild): Artifact {
  const variables = {
    ...imageBuilderVariables(systemOf[build.generation], image),
    ...publishingVariables(image, build),
    ...sortedVariables(build.variables),
  };
  return { path: packerVarsPath, mediaType: "application/json", text: varFile(variables) };
}

function publishingVariables(image: NodeImage, build: AzureBuild): PackerVariables {
  const { definition, version, replicationRegions, excludeFromLatest } = build;
  return {
    subscription_id: build.subscriptionId,
    azure_location: build.location,
    resource_group_name: build.resourceGroup,
    shared_image_gallery_name: build.gallery,
    ...(definition?.name !== undefined && { image_name: imageName(image, definition.name) }),
    ...(version !== undefined && { sig_image_version: version }),
    ...(replicationRegions !== undefined && { replication_regions: replicationRegions.join(",") }),
    ...(excludeFromLatest !== undefined && { exclude_from_latest: String(excludeFromLatest) }),
  };
}

/** The Windows templates put the runtime behind the variable. */
function imageName({ os }: NodeImage, definition: string): string {
  return os.distribution === "windows" ? definition.slice(0, -windowsSuffix.length) : definition;
}
