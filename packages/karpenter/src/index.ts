export { karpenterDiagnostics } from "./karpenter-diagnostics.ts";
export type { LaunchTemplateOptions } from "./launch-template-options.ts";
export type {
  AmiFamily,
  BlockDeviceMapping,
  EbsVolume,
  JoiningNode,
  KubeletOptions,
  MetadataOptions,
  NodeClassOptions,
  SecurityGroupSelectorTerm,
  SubnetSelectorTerm,
} from "./node-class-options.ts";
export type {
  DisruptionBudget,
  DisruptionOptions,
  NodePoolOptions,
  NodeRequirement,
} from "./node-pool-options.ts";
export type { KarpenterTarget } from "./options.ts";
export { karpenter } from "./plugin.ts";
export type { ProvisionerOptions } from "./provisioner-options.ts";
export { readKarpenterManifest } from "./read/read-manifest.ts";
export { karpenterTargetSchema } from "./schemas/karpenter-target.ts";
