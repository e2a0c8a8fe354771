import { constants, open, realpath, stat } from "node:fs/promises";
import { resolve } from "node:path";

import { type Diagnostic, type Parsed, toParsed } from "../diagnostic.ts";
import { noFollow } from "./artifact-target.ts";
import {
  defaultMaxBytes,
  explainFailure,
  type InputFile,
  judgeBytes,
  readOpenFile,
  report,
} from "./read-input.ts";
import { byCodeUnit, type Walk, walkFolder } from "./walk-folder.ts";

export interface ReadFolderOptions {
  /** @default [".yaml", ".yml", ".json"] */
  readonly extensions?: readonly string[];
  /** @default 10000 */
  readonly maxFiles?: number;
  /** Bytes of one file. @default 10485760 */
  readonly maxBytes?: number;
  /** Bytes of all files together. @default 268435456 */
  readonly maxTotalBytes?: number;
  /** Folder a relative path starts from; the process's own where left out. */
  readonly cwd?: string;
}

const defaults: ReadLimits = {
  extensions: [".yaml", ".yml", ".json"],
  maxFiles: 10_000,
  maxBytes: defaultMaxBytes,
  maxTotalBytes: 256 * 1024 * 1024,
};

/**
 * Reads the manifests in a folder and the folders below it, in the order of their names. Names that
 * begin with a dot and `node_modules` are passed over. A link is followed if it stays in the folder,
 * and a file that is reached in several ways is read once, under its own name where that is read.
 *
 * @returns the files, or every problem at once
 * @example
 * ```ts
 * await writeArtifacts("manifests", [
 *   { path: "prod/nodes.yaml", mediaType: "application/yaml", text: "kind: NodePool\n" },
 *   { path: "prod/notes.txt", mediaType: "text/plain", text: "not a manifest\n" },
 * ]);
 * const read = await readFolder("manifests");
 * read.ok && read.value.map(({ file }) => file); // => ["manifests/prod/nodes.yaml"]
 * ```
 */
export async function readFolder(
  path: string,
  options: ReadFolderOptions = {},
): Promise<Parsed<readonly InputFile[]>> {
  const { files, diagnostics } = await readFolderContents(path, options);
  return toParsed(files, diagnostics);
}

/** What a folder holds, as far as it can be read. */
export interface FolderContents {
  /** In the order of their names. */
  readonly files: readonly InputFile[];
  /** Why other files, or folders, were not read: each at the name of the file. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads a folder as {@link readFolder} does, and keeps what can be read beside what is wrong with
 * the rest.
 *
 * @example
 * ```ts
 * await writeArtifacts("manifests", [
 *   { path: "nodes.yaml", mediaType: "application/yaml", text: "kind: NodePool\n" },
 *   { path: "torn.yaml", mediaType: "application/yaml", text: "" },
 * ]);
 * const { files, diagnostics } = await readFolderContents("manifests");
 * files.map(({ file }) => file); // => ["manifests/nodes.yaml"]
 * diagnostics.map(({ code, source }) => `${source?.file} ${code}`);
 * // => ["manifests/torn.yaml FILE_EMPTY"]
 * ```
 */
export async function readFolderContents(
  path: string,
  options: ReadFolderOptions = {},
): Promise<FolderContents> {
  const limits = limitsOf(options);
  const { cwd = "" } = options;
  const root = await resolveFolder(path, cwd);
  if (typeof root !== "string") {
    return { files: [], diagnostics: [root] };
  }
  const walk = newWalk(root, limits, cwd);
  await walkFolder(path, walk);
  if (walk.files.size === 0 && walk.problems.length === 0) {
    return { files: [], diagnostics: [withoutFiles(path, limits)] };
  }
  return await readWalked(path, walk, limits);
}

/** The limits of reading, all of them said. */
export type ReadLimits = Required<Omit<ReadFolderOptions, "cwd">>;

export function limitsOf({
  extensions = defaults.extensions,
  maxFiles = defaults.maxFiles,
  maxBytes = defaults.maxBytes,
  maxTotalBytes = defaults.maxTotalBytes,
}: ReadFolderOptions): ReadLimits {
  return { extensions, maxFiles, maxBytes, maxTotalBytes };
}

export function newWalk(root: string, { extensions, maxFiles }: ReadLimits, cwd: string): Walk {
  return {
    root,
    extensions,
    maxFiles,
    cwd,
    files: new Map(),
    folders: new Set(),
    links: [],
    problems: [],
  };
}

export function withoutFiles(path: string, { extensions }: ReadLimits): Diagnostic {
  const names = extensions.map((end) => `*${end}`).join(", ");
  return report("FOLDER_WITHOUT_FILES", path, `${path} holds no file named ${names}`);
}

/** The folder itself, links resolved, or why there is none. */
export async function resolveFolder(path: string, cwd: string): Promise<string | Diagnostic> {
  try {
    const root = await realpath(resolve(cwd, path));
    const stats = await stat(root);
    return stats.isDirectory() ? root : report("FILE_IS_NO_FOLDER", path, `${path} is no folder`);
  } catch (error) {
    return await explainFailure(path, error, cwd);
  }
}

/** Reads the files that a walk found, in the order of their names. */
export async function readWalked(
  folder: string,
  walk: Walk,
  limits: ReadLimits,
): Promise<FolderContents> {
  if (walk.files.size > limits.maxFiles) {
    const message = `${folder} holds more than ${limits.maxFiles} files`;
    return { files: [], diagnostics: [report("FOLDER_TOO_MANY_FILES", folder, message)] };
  }
  const files: InputFile[] = [];
  const diagnostics = [...walk.problems];
  let total = 0;
  for (const [real, name] of [...walk.files].toSorted((a, b) => byCodeUnit(a[1], b[1]))) {
    const read = await readListed(name, real, limits.maxBytes, walk.cwd);
    diagnostics.push(...read.diagnostics);
    if (read.ok) {
      total += read.value.bytes.length;
      files.push(read.value);
    }
    if (total > limits.maxTotalBytes) {
      const message = `the files in ${folder} are larger than ${limits.maxTotalBytes} bytes together`;
      diagnostics.push(report("FILE_TOO_LARGE", folder, message));
      break;
    }
  }
  return { files, diagnostics };
}

/** Opens the real path, without waiting, in case a link or a pipe took the file's place. */
async function readListed(
  name: string,
  real: string,
  maxBytes: number,
  cwd: string,
): Promise<Parsed<InputFile>> {
  try {
    const handle = await open(real, constants.O_RDONLY | noFollow | (constants.O_NONBLOCK ?? 0));
    try {
      return judgeBytes(name, await readOpenFile(handle, maxBytes), maxBytes);
    } finally {
      await handle.close();
    }
  } catch (error) {
    return { ok: false, diagnostics: [await explainFailure(name, error, cwd)] };
  }
}
