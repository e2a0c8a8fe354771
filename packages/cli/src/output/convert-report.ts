import type { ReportedArtifact } from "./json-report.ts";
import type { ReportedPlace } from "./lint-report.ts";
import type { ReportHeader } from "./report-header.ts";

/** What `convert` did, or would do. */
export interface ConvertReport extends ReportHeader {
  readonly command: "convert";
  /** The version of the API objects are converted to. */
  readonly to: string;
  /** Folder the files are written below, as it was named; with `--out` only. */
  readonly out?: string;
  /** True if nothing was to be written. */
  readonly dryRun: boolean;
  /** Files that were read, in the order of their objects. */
  readonly files: readonly ConvertedFile[];
  /** Objects that are converted, in the order of the files. */
  readonly objects: readonly ConvertedObject[];
  /** A diff that `git apply` takes; with `--diff` only. */
  readonly diff?: string;
}

/** A file that was read. */
export interface ConvertedFile {
  /** As it was read; `<stdin>` for standard input. */
  readonly file: string;
  /** Whether its text changes. */
  readonly isChanged: boolean;
  /** What was done to the file, or would be; absent where nothing is written. */
  readonly status?: ReportedArtifact["status"];
  /** The whole new text; with `--stdout` only. */
  readonly text?: string;
}

/** An object, and what is different in it. */
export interface ConvertedObject {
  /** Where it begins. */
  readonly source: ReportedPlace;
  /** Where it stands in its document: not empty for those of a `List`. */
  readonly pointer: string;
  readonly kind: string;
  /** Behind its namespace; `-` where it has no name. */
  readonly name: string;
  /** What became of fields besides `apiVersion`. */
  readonly changes: readonly ConvertedField[];
}

/** What became of one field; pointers lead into the object. */
export interface ConvertedField {
  /** `moved`, `transformed`, `lost`, `defaulted` or `emptied`. */
  readonly kind: "defaulted" | "emptied" | "lost" | "moved" | "transformed";
  /** Where it stood; absent where nothing did. */
  readonly from?: string;
  /** Where it stands now; absent where nothing does. */
  readonly to?: string;
}
