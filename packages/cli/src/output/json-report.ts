import type { ConvertReport } from "./convert-report.ts";
import type { ExplainReport } from "./explain-report.ts";
import type { ImagesReport } from "./images-report.ts";
import type { LintReport } from "./lint-report.ts";
import type { PlanReport } from "./plan-report.ts";
import type { ReportHeader } from "./report-header.ts";
import type { StatusReport } from "./status-report.ts";

/**
 * What a command prints with `--format json`: one object on standard output, and nothing else there.
 */
export type JsonReport =
  | CompletionReport
  | ConvertReport
  | DiagnosticsReport
  | ExplainReport
  | FailureReport
  | ImagesReport
  | InitReport
  | LintReport
  | PlanReport
  | RenderReport
  | SchemaReport
  | StatusReport
  | TemplatesReport
  | ValidateReport;

/** A command that could not begin, or was stopped: wrong usage, an interruption, a fault of ours. */
export interface FailureReport extends ReportHeader {
  /** The command as far as it was understood, else `imagewright`. */
  readonly command:
    | "completion"
    | "convert"
    | "diagnostics"
    | "explain"
    | "images"
    | "imagewright"
    | "init"
    | "lint"
    | "plan"
    | "render"
    | "schema"
    | "status"
    | "templates"
    | "validate";
  readonly ok: false;
}

/** What `validate` found. */
export interface ValidateReport extends ReportHeader {
  readonly command: "validate";
  /** In the order they were named. */
  readonly files: readonly ValidatedFile[];
}

/** One file that was judged. */
export interface ValidatedFile {
  /** As it was named; `<stdin>` for standard input. */
  readonly file: string;
  readonly ok: boolean;
  /** What the file turned out to be; absent if it is refused. */
  readonly kind?: "ImageCatalog" | "ImageSpec";
  /** Names of its images. */
  readonly images: readonly string[];
  /** Its targets; a catalog has none. */
  readonly targets: readonly ReportedTarget[];
}

/** A target of a spec. */
export interface ReportedTarget {
  readonly name: string;
  readonly provider: string;
  /** Name of its image. */
  readonly image: string;
}

/** What `render` made. */
export interface RenderReport extends ReportHeader {
  readonly command: "render";
  readonly file: string;
  readonly mode: "complete" | "snippet";
  /** Folder the files are below, as it was named; absent with `--stdout`. */
  readonly out?: string;
  /** True if nothing was to be written. */
  readonly dryRun: boolean;
  readonly targets: readonly RenderedTarget[];
}

/** A target, and what was rendered from it. */
export interface RenderedTarget extends ReportedTarget {
  /** False if it is refused; then nothing at all is written. */
  readonly ok: boolean;
  readonly artifacts: readonly ReportedArtifact[];
}

/** A rendered file. */
export interface ReportedArtifact {
  /** Below the folder of all; its first part is the target's name. */
  readonly path: string;
  readonly mediaType: string;
  /**
   * Size in bytes (UTF-8).
   *
   * @TJS-type integer
   */
  readonly bytes: number;
  /** What was done to the file, or would be; absent with `--stdout` and when anything is refused. */
  readonly status?: "changed" | "created" | "unchanged";
  /** The content; with `--stdout` only. */
  readonly text?: string;
}

/** What `init` wrote. */
export interface InitReport extends ReportHeader {
  readonly command: "init";
  /** As it was named. */
  readonly folder: string;
  readonly providers: readonly string[];
  /** Files that were written, below the folder. */
  readonly files: readonly string[];
}

/** What `schema` lists or prints. */
export interface SchemaReport extends ReportHeader {
  readonly command: "schema";
  readonly schemas: readonly ReportedSchema[];
  /** Folder they were written to, as it was named. */
  readonly out?: string;
}

/** A JSON Schema. */
export interface ReportedSchema {
  readonly name: string;
  readonly title: string;
  /** The schema itself, if it was asked for by name and not written to a folder. */
  readonly schema?: { readonly [keyword: string]: unknown };
}

/** What `templates` lists or prints. */
export interface TemplatesReport extends ReportHeader {
  readonly command: "templates";
  readonly templates: readonly ReportedTemplate[];
  /** Folder they were written to, as it was named. */
  readonly out?: string;
}

/** A built-in template. */
export interface ReportedTemplate {
  readonly name: string;
  /** Language of the text: `shell`, `yaml`, `text` and others. */
  readonly dialect: string;
  /** Name of the file that replaces it. */
  readonly file: string;
  /** Ids of the providers that render from it; empty for those of plans. */
  readonly providers: readonly string[];
  /** The template itself, if it was asked for by name and not written to a folder. */
  readonly source?: string;
  /** JSON Schema of the values it is given, beside the source. */
  readonly schema?: { readonly [keyword: string]: unknown };
}

/** A completion script. */
export interface CompletionReport extends ReportHeader {
  readonly command: "completion";
  readonly shell: string;
  readonly text: string;
}

/** What `diagnostics` explains. */
export interface DiagnosticsReport extends ReportHeader {
  readonly command: "diagnostics";
  readonly codes: readonly ReportedCode[];
}

/** What one diagnostic code means. */
export interface ReportedCode {
  readonly code: string;
  readonly severity: "error" | "info" | "warning";
  readonly cause: string;
  readonly remedy: string;
}
