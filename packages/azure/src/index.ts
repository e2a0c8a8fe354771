export { azureDiagnostics } from "./azure-diagnostics.ts";
export { formatImageId, parseImageId } from "./image-id.ts";
export type { AzureImageId } from "./image-id.ts";
export type {
  AzureAdditionalCapabilities,
  AzureDataDisk,
  AzureDiffDiskSettings,
  AzureDiskEncryptionSet,
  AzureDiskSecurityProfile,
  AzureImageKind,
  AzureMachineTemplate,
  AzureManagedDisk,
  AzureNetworkInterface,
  AzureOsDisk,
  AzureSecurityProfile,
  AzureSpotVmOptions,
  AzureUefiSettings,
  AzureUserAssignedIdentity,
} from "./machine-options.ts";
export type {
  AzureAuthentication,
  AzureBuild,
  AzureDefinition,
  AzureGeneration,
  AzureTarget,
} from "./options.ts";
export { azure } from "./plugin.ts";
export { azureTargetSchema } from "./schemas/azure-target.ts";
