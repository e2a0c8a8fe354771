import { type Diagnostic, isImagewrightError } from "@imagewright/core";

import { cliDiagnostics } from "./cli-diagnostics.ts";
import type { CommandResult } from "./command-result.ts";
import { type ExitCode, exitCodes } from "./exit-code.ts";
import { CommandFailure } from "./failure.ts";
import type { FailureReport } from "./output/json-report.ts";

type CommandName = FailureReport["command"];

/** What there is to say about a command line that was not understood. */
export function usageResult(
  command: string,
  { message, hint }: { readonly message: string; readonly hint: string | undefined },
): CommandResult {
  const help = command === "imagewright" ? "imagewright --help" : `imagewright ${command} --help`;
  const diagnostic = cliDiagnostics.report("CLI_USAGE", {
    message,
    hint: hint === undefined ? `Run \`${help}\`.` : `${hint} Run \`${help}\`.`,
  });
  return failed(command, exitCodes.usage, [diagnostic]);
}

/** What there is to say about a command that threw. */
export function failureResult(command: string, error: unknown, isVerbose: boolean): CommandResult {
  if (error instanceof CommandFailure) {
    return failed(command, error.exitCode, error.diagnostics, error.sources);
  }
  if (isImagewrightError(error)) {
    const { code, message, hint = "See `imagewright --help`.", details } = error;
    return failed(
      command,
      exitCodes.findings,
      "diagnostics" in details
        ? details.diagnostics
        : [{ code, severity: "error", message, pointer: "", hint }],
    );
  }
  return failed(command, exitCodes.internal, [internalError(command, error, isVerbose)]);
}

/**
 * A fault of ours, by the name of the error and the places in the code. Its message may hold what
 * was read, and is not shown.
 */
function internalError(command: string, error: unknown, isVerbose: boolean): Diagnostic {
  const name = error instanceof Error ? error.name : typeof error;
  return cliDiagnostics.report("CLI_INTERNAL", {
    message: `internal error (${name}) in \`${command}\`, please report it`,
    ...(isVerbose && { found: placesOf(error) }),
  });
}

function placesOf(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? "") : "";
  const places = stack.split("\n").filter((line) => /^\s+at /u.test(line));
  return places.map((line) => line.trim()).join(" ") || "no places are known";
}

function failed(
  command: string,
  exitCode: ExitCode,
  diagnostics: readonly Diagnostic[],
  sources: ReadonlyMap<string, string> = new Map(),
): CommandResult {
  const name = command as CommandName; // one of the program's own names
  const report: FailureReport = {
    formatVersion: 1,
    command: name,
    ok: false,
    exitCode,
    diagnostics,
  };
  return { report, text: "", sources };
}
