export { azureDiagnostics } from "./azure-diagnostics.ts";
export { formatImageId, parseImageId } from "./image-id.ts";
export type { AzureImageId } from "./image-id.ts";
export type {
  AzureDataDisk,
  AzureDiffDiskSettings,
  AzureDiskEncryptionSet,
  AzureDiskSecurityProfile,
  AzureManagedDisk,
  AzureOsDisk,
} from "./disk-options.ts";
export type {
  AzureAdditionalCapabilities,
  AzureBootDiagnostics,
  AzureDiagnostics,
  AzureImageKind,
  AzureMachine,
  AzureMachineFields,
  AzureMachineTemplate,
  AzureNetworkInterface,
  AzureSecurityProfile,
  AzureSpotVmOptions,
  AzureSystemAssignedIdentityRole,
  AzureUefiSettings,
  AzureUserAssignedIdentity,
  AzureUserManagedDiagnostics,
  AzureVirtualMachineFields,
  AzureVmExtension,
} from "./machine-options.ts";
export type {
  AzureCountOrPercent,
  AzureMachinePool,
  AzureMachinePoolStrategy,
  AzureRollingUpdate,
} from "./pool-options.ts";
export type {
  AzureAuthentication,
  AzureBuild,
  AzureDefinition,
  AzureGeneration,
  AzureTarget,
} from "./options.ts";
export { azure } from "./plugin.ts";
export { azureTargetSchema } from "./schemas/azure-target.ts";
export { writeAzureReference } from "./parse/write-reference.ts";
export { azureWebhooks } from "./webhooks/azure-webhooks.ts";
export { capzDiagnostics } from "./webhooks/capz-diagnostics.ts";
export { defaultImage } from "./default-image/default-image.ts";
export type {
  DefaultImage,
  DefaultImageQuery,
  DefaultImageQuestion,
} from "./default-image/default-image-question.ts";
export { toArmImage } from "./convert/arm-image.ts";
export type { ArmImage, ArmImageReference, ArmPlan, ArmReference } from "./convert/arm-image.ts";
export { parseCliArguments, toCliArguments } from "./convert/cli-arguments.ts";
export { lookUpCommand } from "./convert/look-up.ts";
export { parseArmImage } from "./convert/parse-arm-image.ts";
export { formatUrn, parseUrn } from "./convert/urn.ts";
export { decodeImageVersion, encodeImageVersion } from "./image-version.ts";
export type { ImageVersionFacts } from "./image-version.ts";
export type { ArmPage, AzureImageFacts, AzureTargetRegion } from "./arm/arm-facts.ts";
export { parseArmPage } from "./arm/arm-findings.ts";
export { parseGallery, parseGalleryImage, parseMarketplaceTerms } from "./arm/gallery-answers.ts";
export type {
  AzureDefinitionFacts,
  AzureGalleryFacts,
  MarketplaceTerms,
} from "./arm/gallery-answers.ts";
export {
  parseGalleryImageVersion,
  parseManagedImage,
  parseMarketplaceImage,
  parseSharedImageVersion,
} from "./arm/image-answers.ts";
export type { GalleryScope, MarketplaceScope } from "./arm/image-answers.ts";
export { azureManifestRules } from "./lint/azure-manifest-rules.ts";
export { azureImagePlace, azureImageValue } from "./cluster-class.ts";
export { readManagedVersion, writeManagedVersion } from "./managed-version.ts";
export { azureJudges } from "./rollout/index.ts";
export { capzPlanDiagnostics } from "./plan/capz-plan-diagnostics.ts";
