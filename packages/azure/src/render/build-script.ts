import type { Artifact, BuildRenderer, NodeImage, TemplateOverrides } from "@imagewright/core";
import { buildScript, imageBuilderGoal } from "@imagewright/packer";

import { definitionName, systemOf } from "../image-builder.ts";
import type { AzureBuild, AzureTarget } from "../options.ts";
import { packerVarsPath } from "./packer-vars.ts";

/** A script that makes the image, and the gallery and image definition where they are absent. */
export const renderBuildScript: BuildRenderer<AzureTarget> = ({ image, target, overrides }) =>
  target.build === undefined ? undefined : script(image, target.build, overrides);

function script(image: NodeImage, build: AzureBuild, overrides: TemplateOverrides): Artifact {
  const goal = imageBuilderGoal(systemOf[build.generation], image);
  if (!goal.ok) {
    throw new Error("the image was not checked before it was rendered");
  }
  const text = buildScript({
    goal: goal.value,
    varFile: packerVarsPath,
    environment: environmentOf(image, build),
    needs: isPrincipal(build)
      ? [["AZURE_CLIENT_ID"], ["AZURE_TENANT_ID"], ["AZURE_CLIENT_SECRET"]]
      : [],
    overrides,
  });
  return { path: "build.sh", mediaType: "text/x-shellscript", text };
}

/**
 * Everything image-builder's preparation reads from the environment but credentials: what is not
 * given is emptied, so that nothing the caller has set decides what is made.
 */
function environmentOf(image: NodeImage, build: AzureBuild): { readonly [name: string]: string } {
  const { definition } = build;
  return {
    AZURE_SUBSCRIPTION_ID: build.subscriptionId,
    AZURE_LOCATION: build.location,
    RESOURCE_GROUP_NAME: build.resourceGroup,
    GALLERY_NAME: build.gallery,
    BUILD_RESOURCE_GROUP_NAME: build.buildResourceGroup ?? "",
    SIG_IMAGE_DEFINITION: definitionName(image, build) ?? "",
    SIG_PUBLISHER: definition?.publisher ?? "",
    SIG_OFFER: definition?.offer ?? "",
    SIG_SKU: definition?.sku ?? "",
    USE_AZURE_CLI_AUTH: isPrincipal(build) ? "False" : "True",
  };
}

function isPrincipal({ authentication = "service-principal" }: AzureBuild): boolean {
  return authentication === "service-principal";
}
