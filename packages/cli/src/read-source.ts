import { type Parsed, toParsed } from "@imagewright/core";
import { readInput } from "@imagewright/core/node";

import type { CliIo } from "./io.ts";
import { untilStopped } from "./until-stopped.ts";

/** A file that was read, and its text where it is UTF-8. */
export interface SourceFile {
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly text: string | undefined;
}

/** Reads a file, or standard input for `-`. */
export async function readSource(io: CliIo, path: string): Promise<Parsed<SourceFile>> {
  const { cwd, stdin, signal } = io;
  const input = await untilStopped(signal, readInput(path, { cwd, stdin }));
  if (!input.ok) {
    return input;
  }
  const { file, bytes } = input.value;
  return toParsed({ file, bytes, text: decode(bytes) }, input.diagnostics);
}

/** The texts by file name, for findings to be shown in their midst. */
export function sourceTexts(files: readonly Parsed<SourceFile>[]): ReadonlyMap<string, string> {
  return new Map(
    files.flatMap((read) =>
      read.ok && read.value.text !== undefined ? [[read.value.file, read.value.text]] : [],
    ),
  );
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
