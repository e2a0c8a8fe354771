export { awsDiagnostics } from "./aws-diagnostics.ts";
export { awsCarriers } from "./carriers.ts";
export type {
  AwsAddon,
  AwsClusterLookup,
  AwsManagedControlPlane,
  AwsManagedMachinePool,
  AwsNodeRepairConfig,
  AwsRemoteAccess,
  AwsScaling,
  AwsTaint,
  AwsUpdateConfig,
} from "./eks-options.ts";
export type {
  AwsFilter,
  AwsIgnition,
  AwsIgnitionProxy,
  AwsIgnitionTls,
  AwsImageChoice,
  AwsImageLookup,
  AwsInstanceMetadataOptions,
  AwsPrivateDnsName,
  AwsRootVolume,
  AwsSpotMarketOptions,
  AwsVolume,
} from "./machine-options.ts";
export type {
  AwsCloudInit,
  AwsCpuOptions,
  AwsDynamicHostAllocation,
  AwsElasticIpPool,
  AwsMachineTemplate,
} from "./machine-template-options.ts";
export type {
  AwsInstanceOverride,
  AwsInstancesDistribution,
  AwsLaunchTemplate,
  AwsLifecycleHook,
  AwsMachinePool,
  AwsMixedInstancesPolicy,
  AwsRefreshPreferences,
  AwsSuspendProcesses,
} from "./pool-options.ts";
export type { AwsBuild, AwsBuildVolume, AwsShare, AwsTarget } from "./options.ts";
export type { AwsVolumeType } from "./volume-type.ts";
export { aws } from "./plugin.ts";
export { awsTargetSchema } from "./schemas/aws-target.ts";
export { capaLookupDefaults, newestCapaVersion } from "./capa-version.ts";
export type { CapaLookupDefaults } from "./capa-version.ts";
export * from "./convert/index.ts";
export * from "./lookup/index.ts";
export { migrateAwsManifest } from "./parse/migrate-manifest.ts";
export { capaPlanDiagnostics } from "./plan/plan-diagnostics.ts";
export { awsWebhookDiagnostics, awsWebhooks } from "./webhooks/index.ts";
export { explainImage } from "./explain/explain-image.ts";
export type { ImageExplanation, ImageSurroundings, LookupSource } from "./explain/explain-image.ts";
export { awsHazardDiagnostics, awsManifestRules } from "./lint/index.ts";
export { awsImagePlace, awsImageValue } from "./cluster-class.ts";
export { awsJudges } from "./rollout/index.ts";
