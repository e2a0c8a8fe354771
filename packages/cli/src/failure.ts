import type { Diagnostic } from "@imagewright/core";

import type { ExitCode } from "./exit-code.ts";

/** Ends a command early: what is to be said, and the exit code. */
export class CommandFailure extends Error {
  readonly diagnostics: readonly Diagnostic[];
  readonly exitCode: ExitCode;
  /** Texts that were read, by file name. */
  readonly sources: ReadonlyMap<string, string>;

  constructor(
    exitCode: ExitCode,
    diagnostics: readonly Diagnostic[],
    sources: ReadonlyMap<string, string> = new Map(),
  ) {
    super(diagnostics.map(({ code }) => code).join(", "));
    this.exitCode = exitCode;
    this.diagnostics = diagnostics;
    this.sources = sources;
  }
}
