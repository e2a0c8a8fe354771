import type { LoadedPlugin } from "@imagewright/core";

import type { CommandResult } from "./command-result.ts";
import { type ExitCode, exitCodes } from "./exit-code.ts";
import type { CliIo } from "./io.ts";
import type { Work } from "./program-session.ts";
import { programVersion } from "./program-version.ts";
import { createProgram } from "./program.ts";
import { usageProblem } from "./usage-problem.ts";

/** What can be exchanged when the command line is embedded. */
export interface RunOptions {
  /** Loads the providers a spec may name; ours where left out. */
  readonly loadPlugins?: () => Promise<readonly LoadedPlugin[]>;
}

/**
 * Runs one command line.
 *
 * @param argv - arguments without the program's own name
 * @returns the exit code: 0 done, 1 findings or refused, 2 wrong usage, 3 a cloud or cluster failed,
 *   70 a fault of ours, 130 interrupted; nothing is thrown
 * @example
 * ```ts
 * const printed: string[] = [];
 * const stream = { write: (text: string) => printed.push(text), isTerminal: false };
 * const code = await run(["validate", "absent.yaml"], {
 *   stdin: process.stdin,
 *   stdout: stream,
 *   stderr: stream,
 *   cwd: process.cwd(),
 *   env: {},
 *   now: () => "2026-11-21T12:00:00Z",
 *   signal: new AbortController().signal,
 * });
 * code; // => 1
 * printed.join("").includes("FILE_MISSING"); // => true
 * ```
 */
export async function run(
  argv: readonly string[],
  io: CliIo,
  { loadPlugins = loadOurs }: RunOptions = {},
): Promise<ExitCode> {
  let work: Work | undefined;
  const program = createProgram({
    version: programVersion(),
    helpWidth: Math.min(io.stdout.columns ?? 100, 100),
    writeOut: (text) => {
      io.stdout.write(text);
    },
    begin: (asked) => {
      work = asked;
    },
  });
  const command = program.commands.find((one) => one.name() === argv[0])?.name() ?? "imagewright";
  try {
    program.parse(argv.length === 0 ? ["--help"] : argv, { from: "user" });
  } catch (error) {
    const problem = usageProblem(error);
    if (problem === undefined) {
      return exitCodes.done;
    }
    const { usageResult } = await import("./failure-result.ts");
    return await say(usageResult(command, problem), argv, io);
  }
  if (work === undefined) {
    return exitCodes.done;
  }
  try {
    return await say(await work({ io, loadPlugins }), argv, io);
  } catch (error) {
    const { failureResult } = await import("./failure-result.ts");
    return await say(failureResult(command, error, argv.includes("--verbose")), argv, io);
  }
}

async function say(result: CommandResult, argv: readonly string[], io: CliIo): Promise<ExitCode> {
  const { present } = await import("./output/present.ts");
  present(result, formatOf(argv), io);
  return result.report.exitCode;
}

/** Known before the arguments are parsed, since wrong ones are reported in that format too. */
function formatOf(argv: readonly string[]): "json" | "text" {
  const isJson = argv.some(
    (argument, index) =>
      /^(?:--format=|-f=?)json$/u.test(argument) ||
      (argument === "json" && /^(?:--format|-f)$/u.test(argv[index - 1] ?? "")),
  );
  return isJson ? "json" : "text";
}

async function loadOurs(): Promise<readonly LoadedPlugin[]> {
  return await (await import("./providers.ts")).loadProviders();
}
