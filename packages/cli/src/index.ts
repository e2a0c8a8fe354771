export { cliDiagnostics } from "./cli-diagnostics.ts";
export { exitCodes } from "./exit-code.ts";
export type { ExitCode } from "./exit-code.ts";
export type { CliIo, OutputStream } from "./io.ts";
export type {
  ConvertedField,
  ConvertedFile,
  ConvertedObject,
  ConvertReport,
} from "./output/convert-report.ts";
export type {
  ExplainedCommand,
  ExplainedStep,
  ExplainReport,
  NamedStep,
} from "./output/explain-report.ts";
export type { ImagesReport, ImagesSummary, ReportedImage } from "./output/images-report.ts";
export type {
  CompletionReport,
  DiagnosticsReport,
  FailureReport,
  InitReport,
  JsonReport,
  RenderedTarget,
  RenderReport,
  ReportedArtifact,
  ReportedCode,
  ReportedSchema,
  ReportedTarget,
  ReportedTemplate,
  SchemaReport,
  TemplatesReport,
  ValidatedFile,
  ValidateReport,
} from "./output/json-report.ts";
export type {
  LintReport,
  LintSummary,
  ReportedGap,
  ReportedObject,
  ReportedPlace,
} from "./output/lint-report.ts";
export type { PlanReport, ReportedPlan } from "./output/plan-report.ts";
export type { ReportHeader } from "./output/report-header.ts";
export type {
  ReportedCluster,
  ReportedEvidence,
  ReportedReason,
  ReportedRollout,
  StatusReport,
} from "./output/status-report.ts";
export { run } from "./run.ts";
export type { RunOptions } from "./run.ts";
