export { conversionDiagnostics } from "./conversion-diagnostics.ts";
export type {
  Conversion,
  ConversionChange,
  ConversionChangeKind,
  ConversionOptions,
} from "./conversion.ts";
export { conversionEdits } from "./conversion-edits.ts";
export { convertToV1Beta2 } from "./convert-to-v1beta2.ts";
