export { azureDiagnostics } from "./azure-diagnostics.ts";
export { formatImageId, parseImageId } from "./image-id.ts";
export type { AzureImageId } from "./image-id.ts";
export type {
  AzureAdditionalCapabilities,
  AzureAuthentication,
  AzureBuild,
  AzureDataDisk,
  AzureDefinition,
  AzureDiffDiskSettings,
  AzureDiskEncryptionSet,
  AzureDiskSecurityProfile,
  AzureGeneration,
  AzureImageKind,
  AzureMachineTemplate,
  AzureManagedDisk,
  AzureNetworkInterface,
  AzureOsDisk,
  AzureSecurityProfile,
  AzureSpotVmOptions,
  AzureTarget,
  AzureUefiSettings,
  AzureUserAssignedIdentity,
} from "./options.ts";
export { azure } from "./plugin.ts";
export { azureTargetSchema } from "./schemas/azure-target.ts";
