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
import { capzReleaseRule } from "./lint/capz-release.ts";
import { capzWebhooksRule } from "./lint/capz-webhooks.ts";
import { clusterLabelRule } from "./lint/cluster-label.ts";
import { dataDisksRule } from "./lint/data-disks.ts";
import { defaultImageTargetRule } from "./lint/default-image.ts";
import { extensionsRule } from "./lint/extensions.ts";
import { identityRule } from "./lint/identity.ts";
import { imageChoiceRule } from "./lint/image-choice.ts";
import { imageGenerationRule } from "./lint/image-generation.ts";
import { osDiskRule } from "./lint/os-disk.ts";
import { poolRule } from "./lint/pool.ts";
import { referenceRule } from "./lint/reference.ts";
import { securityProfileRule } from "./lint/security-profile.ts";
import { sshPublicKeyRule } from "./lint/ssh-public-key.ts";
import { targetRule } from "./lint/target.ts";
import { vmSizeRule } from "./lint/vm-size.ts";
import { machineEntries } from "./machine-entries.ts";
import { azureManifestRules } from "./manifest-rules/azure-manifest-rules.ts";
import { parseBuildOutput } from "./parse/build-output.ts";
import { capzVersion, parseManifest } from "./parse/manifest.ts";
import { writeAzureReference } from "./parse/write-reference.ts";
import { renderBuildScript } from "./render/build-script.ts";
import { machinePath, renderMachine } from "./render/machine.ts";
import { renderPackerVars } from "./render/packer-vars.ts";
import { azureTargetSchema } from "./schemas/azure-target.ts";
import { azureWebhooks } from "./webhooks/azure-webhooks.ts";
import { capzDiagnostics } from "./webhooks/capz-diagnostics.ts";

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
  diagnostics: [azureDiagnostics, capzDiagnostics, packerDiagnostics],
  rules: [
    targetRule,
    capzReleaseRule,
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
    defaultImageTargetRule,
    poolRule,
    clusterLabelRule,
    capzWebhooksRule,
  ],
  builds: { packerVars: renderPackerVars, buildScript: renderBuildScript },
  templates: packerTemplates,
  manifests: ({ image, target }) =>
    machineEntries(target).map((entry): ManifestRequest => ({
      pointer: entry.at,
      kind: entry.kind,
      path: machinePath(entry),
      ...(entry.options.capzDefaultImage !== true && {
        image: imageRequirement(entry.options, [entry.options.imageKind ?? "azure-gallery"]),
      }),
      render: (context) => renderMachine({ image, entry }, context),
    })),
  carriers: [
    { group, versions, kind: "AzureMachineTemplate", update: "rotate" },
    { group, versions, kind: "AzureMachine", update: "rotate" },
    { group, versions, kind: "AzureMachinePool", update: "in-place" },
  ],
  readManifest: parseManifest,
  writeReference: writeAzureReference,
  webhooks: azureWebhooks,
  manifestRules: azureManifestRules,
  parseBuildOutput,
});
