#!/usr/bin/env node
import { exitCodes } from "./exit-code.ts";
import { endSoon, processIo, watchInterrupts } from "./process-io.ts";
import { run } from "./run.ts";

// The exit code is set, not forced, so that everything written reaches its reader first.
const signal = watchInterrupts();
process.exitCode = await run(process.argv.slice(2), processIo(signal));
if (process.exitCode === exitCodes.interrupted) {
  endSoon();
}
