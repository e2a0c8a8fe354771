export { customResourceSource, judgeCreation } from "./admission.ts";
export type { CustomResourceSource, Verdict } from "./admission.ts";
export { admissionDiagnostics } from "./admission-diagnostics.ts";
export { parseCustomResource } from "./crd/custom-resource.ts";
export type { CustomResource, CustomResourceVersion } from "./crd/custom-resource.ts";
export type { StructuralSchema } from "./schema/structural-schema.ts";
