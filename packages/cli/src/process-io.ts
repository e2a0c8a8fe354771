import type { CliIo, OutputStream } from "./io.ts";

/**
 * The streams, folder, environment and clock of this process.
 *
 * A reader that goes away (`imagewright … | head -1`) is no failure: what is left is not written.
 */
export function processIo(signal: AbortSignal): CliIo {
  return {
    stdin: standardInput(signal),
    stdout: outputOf(process.stdout),
    stderr: outputOf(process.stderr),
    cwd: process.cwd(),
    env: process.env,
    now: () => new Date().toISOString().replace(/\.\d+Z$/u, "Z"),
    signal,
  };
}

/** Opened when it is asked for; closed on interruption, so that the process can end. */
async function* standardInput(signal: AbortSignal): AsyncGenerator<Uint8Array | string> {
  signal.addEventListener("abort", () => process.stdin.destroy(), { once: true });
  yield* process.stdin;
}

/** A signal that Ctrl-C aborts. The second one ends the process at once. */
export function watchInterrupts(): AbortSignal {
  const controller = new AbortController();
  process.once("SIGINT", () => controller.abort());
  process.once("SIGTERM", () => controller.abort());
  return controller.signal;
}

/**
 * Ends a process that the system keeps waiting, for a writer of a named pipe, say; one that waits
 * for nothing has ended by then.
 */
export function endSoon(): void {
  setTimeout(endNow, 500).unref();
}

function endNow(): void {
  process.removeAllListeners("SIGINT");
  process.kill(process.pid, "SIGINT");
}

function outputOf(stream: NodeJS.WriteStream): OutputStream {
  let isOpen = true;
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") {
      throw error;
    }
    isOpen = false;
  });
  return {
    write: (text) => isOpen && text !== "" && stream.write(text),
    isTerminal: stream.isTTY,
    columns: stream.columns,
    get isClosed() {
      return !isOpen;
    },
    drained: async () => {
      if (isOpen && stream.writableNeedDrain) {
        await new Promise<void>((resolve) => {
          for (const event of ["close", "drain", "error"]) {
            stream.once(event, () => resolve());
          }
        });
      }
    },
  };
}
