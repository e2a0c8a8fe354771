export { cliDiagnostics } from "./cli-diagnostics.ts";
export { exitCodes } from "./exit-code.ts";
export type { ExitCode } from "./exit-code.ts";
export type { CliIo, OutputStream } from "./io.ts";
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
  ReportHeader,
  SchemaReport,
  TemplatesReport,
  ValidatedFile,
  ValidateReport,
} from "./output/json-report.ts";
export { run } from "./run.ts";
export type { RunOptions } from "./run.ts";
