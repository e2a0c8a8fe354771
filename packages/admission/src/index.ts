export { judgeCreation, judgeUpdate } from "./admission.ts";
export { admissionDiagnostics } from "./admission-diagnostics.ts";
export { parseCustomResource } from "./crd/custom-resource.ts";
export type { CustomResource, CustomResourceVersion } from "./crd/custom-resource.ts";
export { combineSources, customResourceSource } from "./custom-resource-source.ts";
export type { CustomResourceSource } from "./custom-resource-source.ts";
export type { StructuralSchema } from "./schema/structural-schema.ts";
export type { Unchecked, UncheckedPart } from "./unchecked.ts";
export type { FieldValidation, JudgeOptions, Verdict } from "./verdict.ts";
