import { setImmediate } from "node:timers/promises";

import { cliDiagnostics } from "./cli-diagnostics.ts";
import { exitCodes } from "./exit-code.ts";
import { CommandFailure } from "./failure.ts";

/** Waits for a result, unless the user asks to stop first. */
export async function untilStopped<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  refuseIfStopped(signal);
  return await new Promise<T>((resolve, reject) => {
    const stop = (): void => reject(stopped());
    signal.addEventListener("abort", stop, { once: true });
    void work.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}

/** Lets signals arrive between two pieces of work. */
export async function pause(signal: AbortSignal): Promise<void> {
  await setImmediate();
  refuseIfStopped(signal);
}

function refuseIfStopped(signal: AbortSignal): void {
  if (signal.aborted) {
    throw stopped();
  }
}

function stopped(): CommandFailure {
  const message = "interrupted; nothing was written";
  return new CommandFailure(exitCodes.interrupted, [
    cliDiagnostics.report("CLI_STOPPED", { message }),
  ]);
}
