import { cliDiagnostics } from "./cli-diagnostics.ts";
import { exitCodes } from "./exit-code.ts";
import { CommandFailure } from "./failure.ts";
import type { CliIo } from "./io.ts";
import { safeJson } from "./output/safe-text.ts";
import { pause, untilStopped } from "./until-stopped.ts";

/** Prints a whole line of JSON, or none if the user asked to stop. */
export async function writeLine({ stdout, signal }: CliIo, line: string): Promise<void> {
  await pause(signal);
  stdout.write(safeJson(line));
  if (stdout.drained !== undefined) {
    await untilStopped(signal, stdout.drained());
  }
}

/** Does work that prints lines: whoever interrupts it is told that some are there already. */
export async function betweenLines<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof CommandFailure && error.exitCode === exitCodes.interrupted) {
      const message = "interrupted; lines are missing";
      throw new CommandFailure(error.exitCode, [
        cliDiagnostics.report("CLI_LINES_CUT", { message }),
      ]);
    }
    throw error;
  }
}
