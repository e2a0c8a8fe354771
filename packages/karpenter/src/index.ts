export type { BlockDeviceMapping, EbsVolume } from "./block-device-mapping.ts";
export { convertKarpenterManifests } from "./convert/convert-manifests.ts";
export type { ConvertOptions } from "./convert/convert-manifests.ts";
export { capaLookupOfTerms, selectorTermsOf } from "./convert/reference-terms.ts";
export { amiSelectorMap, amiSelectorTermsOfMap } from "./convert/selector-map-terms.ts";
export { karpenterDiagnostics } from "./karpenter-diagnostics.ts";
export type { KubeletOptions } from "./kubelet-options.ts";
export type { LaunchTemplateOptions } from "./launch-template-options.ts";
export { karpenterManifestRules } from "./lint/karpenter-rules.ts";
export type { KarpenterNodeClass } from "./node-class-model.ts";
export type { JoiningNode, NodeClassOptions } from "./node-class-options.ts";
export type {
  AmiFamily,
  CapacityReservationSelectorTerm,
  ConnectionTracking,
  CpuOptions,
  MetadataOptions,
  NetworkInterface,
  NodeClassSpec,
  PlacementGroupSelector,
  SecurityGroupSelectorTerm,
  SubnetSelectorTerm,
} from "./node-class-spec.ts";
export type {
  KarpenterNodePool,
  NodeClassReference,
  ProvisionerProvider,
} from "./node-pool-model.ts";
export type { NodePoolOptions } from "./node-pool-options.ts";
export type {
  DisruptionBudget,
  DisruptionOptions,
  NodePoolSpec,
  NodeRequirement,
} from "./node-pool-spec.ts";
export type { ObjectLabels } from "./object-labels.ts";
export { parseKarpenterNodeClass, renderKarpenterNodeClass } from "./objects/node-class-object.ts";
export type { ParsedNodeClass } from "./objects/node-class-object.ts";
export { parseKarpenterNodePool, renderKarpenterNodePool } from "./objects/node-pool-object.ts";
export type { ParsedNodePool } from "./objects/node-pool-object.ts";
export type { ApiGeneration } from "./objects/object-kinds.ts";
export type { KarpenterTarget } from "./options.ts";
export { karpenterPlanDiagnostics } from "./plan/plan-diagnostics.ts";
export { karpenter } from "./plugin.ts";
export type { ProvisionerOptions } from "./provisioner-options.ts";
export { readKarpenterManifest } from "./parse/read-manifest.ts";
export { readNodeClassReferences } from "./parse/read-node-class-references.ts";
export type { FoundNodeClass } from "./parse/read-node-class-references.ts";
export { karpenterNodeClassSchema } from "./schemas/karpenter-node-class.ts";
export { karpenterNodePoolSchema } from "./schemas/karpenter-node-pool.ts";
export { karpenterTargetSchema } from "./schemas/karpenter-target.ts";
export { aliasOfParameter, aliasParameters } from "./select/alias-parameters.ts";
export type { AliasParameter, ParameterAlias } from "./select/alias-parameters.ts";
export { evaluateAmiSelector } from "./select/evaluate-ami-selector.ts";
export type {
  AmiSelection,
  AmiSelectionFacts,
  AmiVerdict,
  SelectedAmi,
} from "./select/evaluate-ami-selector.ts";
export type { KarpenterImage } from "./select/karpenter-image.ts";
export { amiSelectorQueries, readAmiSelectorQueries } from "./select/selector-queries.ts";
export { karpenterWebhooks } from "./webhooks/karpenter-webhooks.ts";
export { writeKarpenterReference } from "./render/write-reference.ts";
export { karpenterJudges } from "./rollout/index.ts";
