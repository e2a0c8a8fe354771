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
export * from "./rollout/index.ts";
