export { bootstrapObject, readBootstrapObject } from "./bootstrap/bootstrap-object.ts";
export type { BootstrapObject, BootstrapObjectHeader } from "./bootstrap/bootstrap-object.ts";
export {
  checkCapaSettings,
  eksConfigSpec,
  nodeadmConfigSpec,
  settingsOfEksConfig,
  settingsOfNodeadmConfig,
} from "./bootstrap/bootstrap-settings.ts";
export type { CapaNodeSettings, SettingsAndRest } from "./bootstrap/bootstrap-settings.ts";
export type {
  BootstrapFile,
  BootstrapUser,
  CloudInitFields,
  DiskSetup,
  EksConfigSpec,
  NodeadmConfigSpec,
  SecretKey,
} from "./bootstrap/bootstrap-specs.ts";
export { convertBootstrapObject } from "./bootstrap/convert-bootstrap-object.ts";
export { convertEksConfig } from "./bootstrap/convert-eks-config.ts";
export type {
  ConvertEksConfigOptions,
  LostEksConfigField,
} from "./bootstrap/convert-eks-config.ts";
export {
  publishedAmiName,
  readKubernetesTag,
  readPublishedAmiName,
  readReleaseVersion,
} from "./discovery/ami-name.ts";
export type { KubernetesTag, PublishedAmi } from "./discovery/ami-name.ts";
export { amiTypeOf, readAmiType } from "./discovery/ami-type.ts";
export { checkEksImageSelection } from "./discovery/eks-image-selection.ts";
export type {
  AmazonLinux2023Selection,
  AmazonLinux2Selection,
  BottlerocketSelection,
  EksArchitecture,
  EksImageSelection,
  UbuntuSelection,
  WindowsSelection,
} from "./discovery/eks-image-selection.ts";
export { imageParameterName, readImageParameterName } from "./discovery/image-parameter.ts";
export { eksImageQuery } from "./discovery/image-query.ts";
export type { EksImageQuery } from "./discovery/image-query.ts";
export { eksDiagnostics } from "./eks-diagnostics.ts";
export { eksManifestDiagnostics } from "./eks-manifest-diagnostics.ts";
export { knownBuild, knownBuilds, newestOfMinor } from "./known-builds.ts";
export type { KnownBuild } from "./known-builds.ts";
export type {
  EksBootstrapConfig,
  EksLaunchTemplate,
  EksLaunchTemplateReference,
  EksNode,
  EksNodeGroup,
  EksNodeGroupStack,
  EksNodeGroupTaint,
  EksNodeMetadataOptions,
  EksNodeVolume,
  EksRemoteAccess,
  EksScaling,
  EksUpdateConfig,
} from "./launch-options.ts";
export { checkNodeGroup, readNodeGroup } from "./launch/node-group-document.ts";
export type { NodeGroupLaunch } from "./launch/node-group-document.ts";
export {
  checkStackParameters,
  readStackParameters,
  stackCommand,
  stackParameterList,
} from "./launch/stack-parameters.ts";
export type { NodeGroupTemplate, StackParameters } from "./launch/stack-parameters.ts";
export { maximumPods, readInstanceNetwork } from "./max-pods.ts";
export type { InstanceNetwork, MaxPodsOptions } from "./max-pods.ts";
export { launchImages } from "./parse/launch-images.ts";
export { readEksTemplate, readEksVariableFile } from "./parse/read-variable-file.ts";
export type {
  EksTemplateVariables,
  EksVariables,
  VariableFileUse,
} from "./parse/read-variable-file.ts";
export { writeLaunchImage } from "./parse/write-launch-image.ts";
export type {
  EksBuild,
  EksBuildVolume,
  EksEra,
  EksShare,
  EksSourceAmi,
  EksTarget,
} from "./options.ts";
export { eks } from "./plugin.ts";
export { eksManifestRules } from "./lint/index.ts";
export { eksTargetSchema } from "../schemas/eks-target.ts";
