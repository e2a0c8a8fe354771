import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { LoadedPlugin } from "@imagewright/core";
import { onTestFinished } from "vitest";

import { type ExitCode, type OutputStream, run } from "../index.ts";

export interface CliResult {
  readonly exitCode: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
  /** Both streams in the order they were written. */
  readonly output: string;
}

export interface CliSetting {
  readonly cwd: string;
  readonly stdin?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  readonly isTerminal?: boolean;
  readonly plugins?: readonly LoadedPlugin[];
  readonly signal?: AbortSignal;
  readonly now?: string;
}

/** Runs a command line in this process, away from its streams and environment. */
export async function runCli(argv: readonly string[], setting: CliSetting): Promise<CliResult> {
  const { plugins, isTerminal = false } = setting;
  const written: { readonly stream: "stderr" | "stdout"; readonly text: string }[] = [];
  const stream = (name: "stderr" | "stdout"): OutputStream => ({
    isTerminal,
    write: (text: string) => written.push({ stream: name, text }),
  });
  const exitCode = await run(
    argv,
    {
      stdin: chunks(setting.stdin ?? ""),
      stdout: stream("stdout"),
      stderr: stream("stderr"),
      cwd: setting.cwd,
      env: setting.env ?? {},
      now: () => setting.now ?? "2026-11-21T12:00:00Z",
      signal: setting.signal ?? new AbortController().signal,
    },
    plugins === undefined ? {} : { loadPlugins: async () => await Promise.resolve(plugins) },
  );
  const textOf = (name?: string): string =>
    written
      .filter((one) => name === undefined || one.stream === name)
      .map(({ text }) => text)
      .join("");
  return { exitCode, stdout: textOf("stdout"), stderr: textOf("stderr"), output: textOf() };
}

async function* chunks(input: string | Uint8Array): AsyncGenerator<string | Uint8Array> {
  yield await Promise.resolve(input);
}

/** A new folder that is removed when the test ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), "imagewright-cli-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Everything below a folder: the bytes of files in base64, `/` for folders, `→` for links. */
export function snapshotFolder(folder: string): Readonly<Record<string, string>> {
  return Object.fromEntries(linesOf(folder, "").toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function linesOf(folder: string, path: string): [string, string][] {
  return readdirSync(join(folder, path), { withFileTypes: true }).flatMap((entry) => {
    const name = join(path, entry.name);
    if (entry.isDirectory()) {
      return [[name, "/"], ...linesOf(folder, name)];
    }
    return [[name, entry.isFile() ? readFileSync(join(folder, name), "base64") : "→"]];
  });
}
