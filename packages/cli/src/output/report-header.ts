import type { Diagnostic } from "@imagewright/core";

import type { ExitCode } from "../exit-code.ts";

/** What every report says. */
export interface ReportHeader {
  /** Raised when a field goes away or changes its meaning; fields may be added without. */
  readonly formatVersion: 1;
  /** Whether the command did what it was asked to. */
  readonly ok: boolean;
  /** The exit code of the process. */
  readonly exitCode: ExitCode;
  /** Everything that was found: what has no place first, then by file, line and column. */
  readonly diagnostics: readonly Diagnostic[];
}
