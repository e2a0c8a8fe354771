export { artifactPathFault, artifactSegment } from "./artifact.ts";
export type { Artifact } from "./artifact.ts";
export { defineDiagnostics, formatDiagnostic, hasErrors, toParsed } from "./diagnostic.ts";
export type {
  Diagnostic,
  DiagnosticFacts,
  DiagnosticRule,
  DiagnosticSet,
  Parsed,
  Severity,
  SourceLocation,
} from "./diagnostic.ts";
export * from "./emit/index.ts";
export { ImagewrightError, isImagewrightError, valueRefused } from "./error.ts";
export type { ErrorCode, ErrorDetails, FailureOptions } from "./error.ts";
export { bindCatalog } from "./image/bind-catalog.ts";
export type { CatalogDocument, CatalogEntry } from "./image/catalog-document.ts";
export { catalogDiagnostics, checkRecords, createImageCatalog } from "./image/image-catalog.ts";
export type { CatalogPort, ImageCatalog, ImageMatch, ImageQuery } from "./image/image-catalog.ts";
export type {
  ImageLifecycle,
  ImageProvenance,
  ImageRecord,
  LifecycleState,
  UserDataFormat,
} from "./image/image-record.ts";
export { formatImageReference, locationOf } from "./image/format-image-reference.ts";
export { parseImageReference } from "./image/parse-image-reference.ts";
export { referenceDiagnostics } from "./image/reference-findings.ts";
export { imageReferenceKinds } from "./image/reference-forms.ts";
export type {
  AmiLookupReference,
  AmiReference,
  AmiSelectorTerm,
  AzureCommunityGalleryReference,
  AzureGalleryReference,
  AzureManagedImageReference,
  AzureMarketplaceReference,
  AzurePlan,
  AzureSharedGalleryReference,
  CloudStackTemplateReference,
  ImageReference,
  ImageReferenceKind,
  KarpenterAmiSelectorReference,
  SsmParameterReference,
} from "./image/image-reference.ts";
export type {
  Architecture,
  BucketSource,
  CniPlugins,
  ContainerRuntime,
  Distribution,
  GpuDriver,
  Hardening,
  HttpSource,
  ImageFile,
  KubernetesComponent,
  KubernetesSource,
  NodeImage,
  OperatingSystem,
  PackageSource,
  Proxy,
  RegistryMirror,
  RootVolume,
} from "./image/node-image.ts";
export { booleanAt, isSameJson, listAt, mapAt, numberAt, textAt } from "./json-fields.ts";
export { formatPointer, parsePointer, replaceAt, valueAt } from "./json-pointer.ts";
export { isJsonList, isJsonObject, ownValue } from "./json-value.ts";
export type { JsonObject, JsonValue } from "./json-value.ts";
export type {
  ClassImageChoice,
  ClusterState,
  ComponentOverride,
  ControlPlaneState,
  FactPlace,
  GroupVersion,
  HealthCheckState,
  ImageUse,
  MachineGroupState,
  MachineHint,
  NodeGroupState,
  ObjectLink,
  ObjectWriter,
  ReplicaManager,
  ReplicaState,
  RolloutSettings,
  SourcePlace,
  TextFact,
  TopologyState,
  TopologyVariable,
  UpgradeControl,
  VersionFact,
} from "./plan/cluster-state.ts";
export { formatObjectAddress, isSameAddress } from "./plan/object-address.ts";
export type { ObjectAddress } from "./plan/object-address.ts";
export { builtInTemplates } from "./plugin/built-in-templates.ts";
export { checkImageChoice, imageRequirement } from "./plugin/image-choice.ts";
export type { ImageChoice } from "./plugin/image-choice.ts";
export { loadPlugin } from "./plugin/load-plugin.ts";
export type { LoadedPlugin } from "./plugin/load-plugin.ts";
export { manifestSet, objectKind } from "./plugin/manifest-rule.ts";
export type {
  ManifestRule,
  ManifestRuleContext,
  ManifestSet,
  ObjectKind,
} from "./plugin/manifest-rule.ts";
export type { ImagePlace } from "./plugin/image-place.ts";
export { imageReader, pluginImageDiagnostics, referenceWriter } from "./plugin/plugin-images.ts";
export { definePlugin } from "./plugin/provider-plugin.ts";
export type {
  BuildContext,
  BuildOutput,
  BuildRenderer,
  FoundReference,
  ImageCarrier,
  ImageRequirement,
  ImageUpdate,
  ManifestContext,
  ManifestRequest,
  ProviderPlugin,
  RenderMode,
  TargetOf,
  TargetRule,
} from "./plugin/provider-plugin.ts";
export type { TargetVersions, Webhook, WebhookReview } from "./plugin/webhook.ts";
export { renderSpec, renderTarget } from "./render/render-spec.ts";
export type { RenderOptions, TargetRendering } from "./render/render-spec.ts";
export { schemaDiagnostics } from "./schema/describe-schema-errors.ts";
export type { SchemaError, SchemaFact, SchemaFacts } from "./schema/schema-error.ts";
export { defineSchema } from "./schema/schema.ts";
export type { GeneratedValidator, Schema, SchemaParts } from "./schema/schema.ts";
export { imageCatalogSchema } from "./schemas/image-catalog.ts";
export { imageSpecSchema } from "./schemas/image-spec.ts";
export { nodeImageSchema } from "./schemas/node-image.ts";
export { showValue } from "./show-value.ts";
export * from "./rollout/index.ts";
export { locateDiagnostics } from "./source.ts";
export type { EntryPart, SourceDocument } from "./source.ts";
export { specDiagnostics } from "./spec/spec-diagnostics.ts";
export type { SpecDocument, TargetDocument, TargetHeader } from "./spec/spec-document.ts";
export { bindSpec } from "./spec/spec.ts";
export type { Spec } from "./spec/spec.ts";
export { bindTarget } from "./spec/target.ts";
export type { BoundTarget } from "./spec/target.ts";
export type {
  CheckedTemplate,
  EachNode,
  Escape,
  IfNode,
  LoopData,
  PartialNode,
  PrintNode,
  RegionNode,
  SafeNode,
  TemplateConstant,
  TemplateNode,
  TemplatePath,
  WithNode,
} from "./template/checked-template.ts";
export type { PartialSource, TemplateSource } from "./template/parse-template.ts";
export { renderTemplate } from "./template/render-template.ts";
export type { RenderTemplateOptions } from "./template/render-template.ts";
export type {
  HclText,
  JsonText,
  MakeText,
  MarkdownText,
  SafeText,
  ShellText,
  TomlText,
  YamlText,
} from "./template/safe-text.ts";
export type { TemplateDialect } from "./template/template-dialect.ts";
export { defaultTemplateLimits } from "./template/template-limits.ts";
export type { TemplateLimits } from "./template/template-limits.ts";
export { noOverrides } from "./template/template-overrides.ts";
export type { TemplateOverrides } from "./template/template-overrides.ts";
export { decodeBase64, encodeBase64 } from "./text/base64.ts";
export { nearestName } from "./text/nearest.ts";
export { toJsonValue } from "./to-json-value.ts";
export * from "./version/index.ts";
