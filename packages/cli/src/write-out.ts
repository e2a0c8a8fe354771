import { resolve } from "node:path";

import { type Artifact, type ErrorDetails, isImagewrightError } from "@imagewright/core";
import { writeArtifacts, type WrittenArtifact } from "@imagewright/core/node";

import { cliDiagnostics } from "./cli-diagnostics.ts";
import { exitCodes } from "./exit-code.ts";
import { CommandFailure } from "./failure.ts";
import type { CliIo } from "./io.ts";

/**
 * Writes artifacts below a folder, all or none.
 *
 * @throws {CommandFailure} with every reason why they were not
 */
export async function writeOut(
  { cwd, signal }: CliIo,
  out: string,
  artifacts: readonly Artifact[],
  dryRun = false,
): Promise<readonly WrittenArtifact[]> {
  try {
    return await writeArtifacts(resolve(cwd, out), artifacts, { dryRun, signal });
  } catch (error) {
    if (!isImagewrightError(error, "WRITE_REFUSED")) {
      throw error;
    }
    throw writeFailure(error.details, signal);
  }
}

/** What there is to say about files that were not written. */
export function writeFailure(
  details: ErrorDetails["WRITE_REFUSED"],
  signal: AbortSignal,
): CommandFailure {
  const code = signal.aborted ? exitCodes.interrupted : exitCodes.findings;
  return new CommandFailure(code, [...details.diagnostics, ...partlyWritten(details)]);
}

function partlyWritten({ changed }: ErrorDetails["WRITE_REFUSED"]): CommandFailure["diagnostics"] {
  const message = `${changed.length} files were in place already: ${changed.join(", ")}`;
  return changed.length === 0 ? [] : [cliDiagnostics.report("CLI_PARTLY_WRITTEN", { message })];
}
