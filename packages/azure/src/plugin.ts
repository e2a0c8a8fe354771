import {
  infrastructureGroup,
  objectMetadataDiagnostics,
  objectMetadataRule,
} from "@imagewright/cluster-api";
import { definePlugin, type ManifestRequest, imageRequirement } from "@imagewright/core";
import { packerDiagnostics, packerTemplates } from "@imagewright/packer";

import { azureDiagnostics } from "./azure-diagnostics.ts";
import { azureImagePlace } from "./cluster-class.ts";
import { azureManifestRules } from "./lint/azure-manifest-rules.ts";
import { machineEntries } from "./machine-entries.ts";
import { parseBuildOutput } from "./parse/build-output.ts";
import { parseManifest, servedVersion } from "./parse/manifest.ts";
import { writeAzureReference } from "./parse/write-reference.ts";
import { capzPlanDiagnostics } from "./plan/capz-plan-diagnostics.ts";
import { renderBuildScript } from "./render/build-script.ts";
import { machinePath, renderMachine } from "./render/machine.ts";
import { renderPackerVars } from "./render/packer-vars.ts";
import { azureJudges } from "./rollout/index.ts";
import { buildDefinitionRule } from "./rules/build-definition-rule.ts";
import { buildImageRule } from "./rules/build-image-rule.ts";
import { buildRegionsRule } from "./rules/build-regions-rule.ts";
import { buildResourceGroupRule } from "./rules/build-resource-group-rule.ts";
import { buildVariablesRule } from "./rules/build-variables-rule.ts";
import { buildVersionRule } from "./rules/build-version-rule.ts";
import { capzReleaseRule } from "./rules/capz-release-rule.ts";
import { capzWebhooksRule } from "./rules/capz-webhooks-rule.ts";
import { clusterLabelRule } from "./rules/cluster-label-rule.ts";
import { dataDisksRule } from "./rules/data-disks-rule.ts";
import { defaultImageRule } from "./rules/default-image-rule.ts";
import { extensionsRule } from "./rules/extensions-rule.ts";
import { identityRule } from "./rules/identity-rule.ts";
import { imageChoiceRule } from "./rules/image-choice-rule.ts";
import { imageGenerationRule } from "./rules/image-generation-rule.ts";
import { osDiskRule } from "./rules/os-disk-rule.ts";
import { poolRule } from "./rules/pool-rule.ts";
import { referenceRule } from "./rules/reference-rule.ts";
import { securityProfileRule } from "./rules/security-profile-rule.ts";
import { sshPublicKeyRule } from "./rules/ssh-public-key-rule.ts";
import { targetRule } from "./rules/target-rule.ts";
import { vmSizeRule } from "./rules/vm-size-rule.ts";
import { azureTargetSchema } from "./schemas/azure-target.ts";
import { azureWebhooks } from "./webhooks/azure-webhooks.ts";
import { capzDiagnostics } from "./webhooks/capz-diagnostics.ts";

const group = infrastructureGroup;
const versions = [servedVersion];

/**
 * Images in Azure: published into a compute gallery by image-builder's `azure-sig` targets, and
 * booted by Cluster API's Azure provider, CAPZ.
 */
export const azure = definePlugin({
  id: "azure",
  title: "Cluster API on Azure",
  target: azureTargetSchema,
  diagnostics: [
    azureDiagnostics,
    capzDiagnostics,
    capzPlanDiagnostics,
    objectMetadataDiagnostics,
    packerDiagnostics,
  ],
  rules: [
    targetRule,
    objectMetadataRule,
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
    defaultImageRule,
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
  imagePlaces: [azureImagePlace],
  carriers: [
    { group, versions, kind: "AzureMachineTemplate", update: "rotate" },
    { group, versions, kind: "AzureMachine", update: "rotate" },
    { group, versions, kind: "AzureMachinePool", update: "in-place" },
  ],
  readManifest: parseManifest,
  writeReference: writeAzureReference,
  webhooks: azureWebhooks,
  manifestRules: azureManifestRules,
  planning: async () => (await import("./plan/azure-planning.ts")).azurePlanning,
  judges: azureJudges,
  parseBuildOutput,
});
