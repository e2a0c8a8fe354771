import { constants, type FileHandle, open, readdir } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";

import { type Diagnostic, type Parsed, toParsed } from "../diagnostic.ts";
import { nearestName } from "../text/nearest.ts";
import { nodeDiagnostics } from "./node-diagnostics.ts";
import { readHandle, readStream } from "./read-bytes.ts";
import { describeSystemError, systemErrorCode } from "./system-error.ts";

/** The bytes of one input, not yet decoded. */
export interface InputFile {
  /** The name for diagnostics: the path as it was given, or `<stdin>`. */
  readonly file: string;
  readonly bytes: Uint8Array;
}

export interface ReadInputOptions {
  /** @default 10485760 */
  readonly maxBytes?: number;
  /** Folder that relative paths start from; default: the current one of the process. */
  readonly cwd?: string;
  /** What `-` stands for; default: the standard input of the process. */
  readonly stdin?: AsyncIterable<Uint8Array | string>;
}

/** Default limit of one file, in bytes. */
export const defaultMaxBytes: number = 10 * 1024 * 1024;

/**
 * Reads one file whole.
 *
 * @param path - a path, or `-` for the standard input
 * @returns the bytes, or why there are none: a missing file (with the nearest name in its folder), a
 *   folder, an empty file, a file that may not be read, or one larger than the limit
 * @example
 * ```ts
 * await writeArtifacts(".", [{ path: "spec.yaml", mediaType: "application/yaml", text: "a: 1\n" }]);
 * const read = await readInput("spec.yaml");
 * read.ok && read.value.bytes.length; // => 5
 * const missing = await readInput("spek.yaml");
 * missing.diagnostics.map(({ code, hint }) => `${code}: ${hint}`);
 * // => ["FILE_MISSING: Did you mean spec.yaml?"]
 * ```
 */
export async function readInput(
  path: string,
  options: ReadInputOptions = {},
): Promise<Parsed<InputFile>> {
  const { maxBytes = defaultMaxBytes, cwd = "", stdin = process.stdin } = options;
  const file = path === "-" ? "<stdin>" : path;
  try {
    const bytes =
      path === "-"
        ? await readStream(stdin, maxBytes)
        : await readFile(resolve(cwd, path), maxBytes);
    return judgeBytes(file, bytes, maxBytes);
  } catch (error) {
    return { ok: false, diagnostics: [await explainFailure(file, error, cwd)] };
  }
}

/** What was read, if it is neither empty nor, as undefined, too large. */
export function judgeBytes(
  file: string,
  bytes: Uint8Array | undefined,
  maxBytes: number,
): Parsed<InputFile> {
  if (bytes === undefined) {
    const message = `${file} is larger than ${maxBytes} bytes`;
    return { ok: false, diagnostics: [report("FILE_TOO_LARGE", file, message)] };
  }
  if (bytes.length === 0) {
    return { ok: false, diagnostics: [report("FILE_EMPTY", file, `${file} is empty`)] };
  }
  return toParsed({ file, bytes });
}

/**
 * Reads an open file within a limit, its size first.
 *
 * @returns undefined if it is larger
 */
export async function readOpenFile(
  handle: FileHandle,
  maxBytes: number,
): Promise<Uint8Array | undefined> {
  const stats = await handle.stat();
  if (stats.isDirectory()) {
    throw Object.assign(new Error("it is a folder"), { code: "EISDIR" });
  }
  return stats.size > maxBytes ? undefined : await readHandle(handle, maxBytes);
}

async function readFile(path: string, maxBytes: number): Promise<Uint8Array | undefined> {
  const handle = await open(path, constants.O_RDONLY);
  try {
    return await readOpenFile(handle, maxBytes);
  } finally {
    await handle.close();
  }
}

/** The diagnostic for a failed system call on a file or folder that was to be read. */
export async function explainFailure(file: string, error: unknown, cwd = ""): Promise<Diagnostic> {
  switch (systemErrorCode(error)) {
    case "ENOENT":
    case "ENOTDIR":
      return await explainMissing(file, file, cwd);
    case "EISDIR":
      return report("FILE_IS_FOLDER", file, `${file} is a folder`);
    case "EACCES":
    case "EPERM":
      return report("FILE_DENIED", file, `${file} may not be read`);
    default:
      return report(
        "FILE_UNREADABLE",
        file,
        `${file} cannot be read: ${describeSystemError(error)}`,
      );
  }
}

/** Names the part of a path that is missing first, and what its folder holds instead. */
async function explainMissing(file: string, part: string, cwd: string): Promise<Diagnostic> {
  const folder = dirname(part);
  const names = await readdir(resolve(cwd, folder)).catch(() => undefined);
  if (names === undefined) {
    return folder === dirname(folder)
      ? report("FILE_MISSING", file, `${part} does not exist`)
      : await explainMissing(file, folder, cwd);
  }
  if (names.includes(basename(part))) {
    return part === file
      ? report("FILE_MISSING", file, `${file} is a link that leads nowhere`)
      : report("FILE_IS_NO_FOLDER", file, `${part} is no folder`);
  }
  const near = nearestName(basename(part), names.toSorted());
  const hint = near === undefined ? undefined : `Did you mean ${join(folder, near)}?`;
  return report("FILE_MISSING", file, `${part} does not exist`, hint);
}

/** A finding about a whole file, located at its first character. */
export function report(
  code: keyof typeof nodeDiagnostics.rules,
  file: string,
  message: string,
  hint?: string,
): Diagnostic {
  return nodeDiagnostics.report(code, { message, source: { file, line: 1, column: 1 }, hint });
}
