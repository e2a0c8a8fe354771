export { awsDiagnostics } from "./aws-diagnostics.ts";
export { awsCarriers } from "./carriers.ts";
export type {
  AwsBuild,
  AwsBuildVolume,
  AwsCloudInit,
  AwsIgnition,
  AwsImageLookup,
  AwsInstanceMetadataOptions,
  AwsMachineTemplate,
  AwsRootVolume,
  AwsShare,
  AwsSpotMarketOptions,
  AwsTarget,
  AwsVolumeType,
} from "./options.ts";
export { aws } from "./plugin.ts";
export { awsTargetSchema } from "./schemas/aws-target.ts";
