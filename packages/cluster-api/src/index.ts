export { carriedMachine } from "./carried-machine.ts";
export type { CarriedMachine } from "./carried-machine.ts";
export { eachMachineTemplate } from "./each-machine-template.ts";
export { givenFields } from "./given-fields.ts";
export { infrastructureGroup, machinePointer, machineTemplateObject } from "./machine-template.ts";
export type { MachineTemplate, ObjectIdentity } from "./machine-template.ts";
export { objectMetadataDiagnostics } from "./object-metadata-diagnostics.ts";
export { objectMetadataRule } from "./object-metadata-rule.ts";
export { prunedFields } from "./pruned-fields.ts";
export { apiVersionState, contractVersion, servedVersions } from "./reference/api-version.ts";
export type { ApiVersionState } from "./reference/api-version.ts";
export {
  parseObjectReference,
  renderObjectReference,
} from "./reference/cluster-object-reference.ts";
export type {
  ClusterObjectReference,
  ReferenceForm,
} from "./reference/cluster-object-reference.ts";
export { objectReferences, writeObjectReference } from "./reference/object-references.ts";
export type { ObjectReferenceField } from "./reference/object-references.ts";
export { referencedObject } from "./reference/referenced-object.ts";
export { templateOwners } from "./reference/template-owners.ts";
export type { TemplateOwner } from "./reference/template-owners.ts";
export { clusterApiReferenceDiagnostics } from "./reference/reference-diagnostics.ts";
export type { ReferenceRole } from "./reference/reference-fields.ts";
export {
  componentImageFields,
  kubeadmSpecPointer,
  versionFields,
} from "./reference/version-fields.ts";
export type { ComponentImageField, VersionField, VersionRole } from "./reference/version-fields.ts";
export { fillVariables } from "./variables/fill-variables.ts";
export type { FillOptions } from "./variables/fill-variables.ts";
export { templateVariables } from "./variables/template-variables.ts";
export type { TemplateVariable } from "./variables/template-variables.ts";
export { templateVariableDiagnostics } from "./variables/variable-diagnostics.ts";
export { applyClassPatches } from "./cluster-class/apply-class-patches.ts";
export { classImageSources } from "./cluster-class/class-image-sources.ts";
export type { ClassImageSource } from "./cluster-class/class-image-sources.ts";
export { classTemplates } from "./cluster-class/class-templates.ts";
export type { ClassTemplate, ClassTemplatePlace } from "./cluster-class/class-templates.ts";
export { clusterClassDiagnostics } from "./cluster-class/cluster-class-diagnostics.ts";
export type { Evaluation } from "./cluster-class/evaluation.ts";
export { imagePatch } from "./cluster-class/image-patch.ts";
export type { ImagePatchOptions, ImagePatchTarget } from "./cluster-class/image-patch.ts";
export type { ImagePlace, ImageVariableForm } from "./cluster-class/image-place.ts";
export { imageVariable, imageVariableValue } from "./cluster-class/image-variable.ts";
export type { ImageVariableImages, ImageVariableOptions } from "./cluster-class/image-variable.ts";
export type { PatchScope } from "./cluster-class/patch-data.ts";
export { resolveClassImages } from "./cluster-class/resolve-class-images.ts";
export type { ClassImage, ClassImageQuery } from "./cluster-class/resolve-class-images.ts";
export { topologyGroups } from "./cluster-class/topology-groups.ts";
export type { TopologyGroup } from "./cluster-class/topology-groups.ts";
export { withImageVariable } from "./cluster-class/with-image-variable.ts";
export type { ClassImageOptions } from "./cluster-class/with-image-variable.ts";
export { clusterApiWebhooks } from "./webhook/cluster-api-webhooks.ts";
export { clusterApiWebhookDiagnostics } from "./webhook/webhook-diagnostics.ts";
export { clusterApiRules } from "./lint/cluster-api-rules.ts";
export { clusterApiDiagnostics } from "./lint/lint-diagnostics.ts";
export { conversionDiagnostics } from "./convert/conversion-diagnostics.ts";
export type {
  Conversion,
  ConversionChange,
  ConversionChangeKind,
  ConversionOptions,
} from "./convert/conversion.ts";
export { conversionEdits } from "./convert/conversion-edits.ts";
export { convertToV1Beta2 } from "./convert/convert-to-v1beta2.ts";
