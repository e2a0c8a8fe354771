import { infrastructureGroup } from "@imagewright/cluster-api";
import { definePlugin, type ManifestRequest, imageRequirement } from "@imagewright/core";
import { packerDiagnostics, packerTemplates } from "@imagewright/packer";

import { azureDiagnostics } from "./azure-diagnostics.ts";
import { buildDefinitionRule } from "./lint/build-definition.ts";
import { buildImageRule } from "./lint/build-image.ts";
import { buildRegionsRule } from "./lint/build-regions.ts";
import { buildResourceGroupRule } from "./lint/build-resource-group.ts";
import { buildVariablesRule } from "./lint/build-variables.ts";
import { buildVersionRule } from "./lint/build-version.ts";
import { dataDisksRule } from "./lint/data-disks.ts";
import { extensionsRule } from "./lint/extensions.ts";
import { identityRule } from "./lint/identity.ts";
import { imageChoiceRule } from "./lint/image-choice.ts";
import { imageGenerationRule } from "./lint/image-generation.ts";
import { osDiskRule } from "./lint/os-disk.ts";
import { referenceRule } from "./lint/reference.ts";
import { securityProfileRule } from "./lint/security-profile.ts";
import { sshPublicKeyRule } from "./lint/ssh-public-key.ts";
import { targetRule } from "./lint/target.ts";
import { vmSizeRule } from "./lint/vm-size.ts";
import { parseBuildOutput } from "./parse/build-output.ts";
import { capzVersion, parseManifest } from "./parse/manifest.ts";
import { renderBuildScript } from "./render/build-script.ts";
import { machineTemplatePath, renderMachineTemplate } from "./render/machine-template.ts";
import { renderPackerVars } from "./render/packer-vars.ts";
import { azureTargetSchema } from "./schemas/azure-target.ts";

const group = infrastructureGroup;
const versions = [capzVersion];

/**
 * Images in Azure: published into a compute gallery by image-builder's `azure-sig` targets, and
 * booted by Cluster API's Azure provider, CAPZ.
 */
export const azure = definePlugin({
  id: "azure",
  title: "Cluster API on Azure",
  target: azureTargetSchema,
  diagnostics: [azureDiagnostics, packerDiagnostics],
  rules: [
    targetRule,
    buildImageRule,
    buildVersionRule,
    buildRegionsRule,
    buildDefinitionRule,
    buildResourceGroupRule,
    buildVariablesRule,
    imageChoiceRule,
    referenceRule,
    imageGenerationRule,
    osDiskRule,
    dataDisksRule,
    securityProfileRule,
    sshPublicKeyRule,
    identityRule,
    vmSizeRule,
    extensionsRule,
  ],
  builds: { packerVars: renderPackerVars, buildScript: renderBuildScript },
  templates: packerTemplates,
  manifests: ({ image, target }) =>
    (target.machineTemplates ?? []).map((template, index): ManifestRequest => ({
      pointer: `/machineTemplates/${index}`,
      kind: "AzureMachineTemplate",
      path: machineTemplatePath(template),
      image: imageRequirement(template, [template.imageKind ?? "azure-gallery"]),
      render: (context) => renderMachineTemplate({ image, template }, context),
    })),
  carriers: [
    { group, versions, kind: "AzureMachineTemplate", update: "rotate" },
    { group, versions, kind: "AzureMachine", update: "rotate" },
    { group, versions, kind: "AzureMachinePool", update: "in-place" },
  ],
  readManifest: parseManifest,
  parseBuildOutput,
});
