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
