import type { Dirent } from "node:fs";
import { constants, open, readdir, realpath, stat } from "node:fs/promises";
import { join, resolve } from "node:path";

import type { Diagnostic, Parsed } from "../diagnostic.ts";
import { isBelow, noFollow } from "./artifact-target.ts";
import {
  defaultMaxBytes,
  explainFailure,
  type InputFile,
  judgeBytes,
  readOpenFile,
  report,
} from "./read-input.ts";

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

const defaults: Required<Omit<ReadFolderOptions, "cwd">> = {
  extensions: [".yaml", ".yml", ".json"],
  maxFiles: 10_000,
  maxBytes: defaultMaxBytes,
  maxTotalBytes: 256 * 1024 * 1024,
};

/** The state of one walk through a folder. */
interface Walk {
  /** The folder itself, links resolved. */
  readonly root: string;
  readonly extensions: readonly string[];
  readonly maxFiles: number;
  readonly cwd: string;
  /** Names of the files to read, by their real paths. */
  readonly files: Map<string, string>;
  /** Real paths of the folders that were listed. */
  readonly folders: Set<string>;
  /** Links that wait until everything real has been listed. */
  readonly links: string[];
  readonly problems: Diagnostic[];
}

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
  const limits = { ...defaults, ...options };
  const { cwd = "" } = options;
  const root = await resolveFolder(path, cwd);
  if (typeof root !== "string") {
    return { ok: false, diagnostics: [root] };
  }
  const walk: Walk = {
    root,
    extensions: limits.extensions,
    maxFiles: limits.maxFiles,
    cwd,
    files: new Map(),
    folders: new Set(),
    links: [],
    problems: [],
  };
  await listFolder(path, root, walk);
  await followLinks(walk);
  if (walk.files.size > limits.maxFiles) {
    const message = `${path} holds more than ${limits.maxFiles} files`;
    return { ok: false, diagnostics: [report("FOLDER_TOO_MANY_FILES", path, message)] };
  }
  if (walk.files.size === 0 && walk.problems.length === 0) {
    const message = `${path} holds no file named ${limits.extensions.map((end) => `*${end}`).join(", ")}`;
    return { ok: false, diagnostics: [report("FOLDER_WITHOUT_FILES", path, message)] };
  }
  return await readFiles(path, walk, limits);
}

async function resolveFolder(path: string, cwd: string): Promise<string | Diagnostic> {
  try {
    const root = await realpath(resolve(cwd, path));
    const stats = await stat(root);
    return stats.isDirectory() ? root : report("FILE_IS_NO_FOLDER", path, `${path} is no folder`);
  } catch (error) {
    return await explainFailure(path, error, cwd);
  }
}

async function listFolder(folder: string, real: string, walk: Walk): Promise<void> {
  if (walk.folders.has(real)) {
    return;
  }
  walk.folders.add(real);
  let entries: Dirent[];
  try {
    entries = await readdir(real, { withFileTypes: true });
  } catch (error) {
    walk.problems.push(await explainFailure(folder, error, walk.cwd));
    return;
  }
  for (const entry of entries.toSorted((a, b) => byCodeUnit(a.name, b.name))) {
    if (walk.files.size > walk.maxFiles) {
      return;
    }
    await listEntry(join(folder, entry.name), join(real, entry.name), entry, walk);
  }
}

async function listEntry(name: string, real: string, entry: Dirent, walk: Walk): Promise<void> {
  if (entry.name.startsWith(".") || entry.name === "node_modules") {
    return;
  }
  if (entry.isDirectory()) {
    await listFolder(name, real, walk);
  } else if (entry.isSymbolicLink()) {
    walk.links.push(name);
  } else if (hasExtension(name, walk) && entry.isFile()) {
    walk.files.set(real, name);
  } else if (hasExtension(name, walk)) {
    walk.problems.push(report("FILE_NOT_REGULAR", name, `${name} is no regular file`));
  }
}

/** Following a link to a folder may find further links. */
async function followLinks(walk: Walk): Promise<void> {
  for (const name of walk.links) {
    try {
      await followLink(name, walk);
    } catch (error) {
      if (hasExtension(name, walk)) {
        walk.problems.push(await explainFailure(name, error, walk.cwd));
      }
    }
  }
}

async function followLink(name: string, walk: Walk): Promise<void> {
  const real = await realpath(resolve(walk.cwd, name));
  const stats = await stat(real);
  if (!stats.isDirectory() && !hasExtension(name, walk)) {
    return;
  }
  if (real !== walk.root && !isBelow(walk.root, real)) {
    const message = `${name} is a link that leads out of the folder`;
    walk.problems.push(report("FILE_LINK_OUTSIDE", name, message));
  } else if (stats.isDirectory()) {
    await listFolder(name, real, walk);
  } else if (!stats.isFile()) {
    walk.problems.push(report("FILE_NOT_REGULAR", name, `${name} is no regular file`));
  } else if (!walk.files.has(real)) {
    walk.files.set(real, name);
  }
}

async function readFiles(
  folder: string,
  walk: Walk,
  limits: typeof defaults,
): Promise<Parsed<readonly InputFile[]>> {
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
  return diagnostics.length > 0
    ? { ok: false, diagnostics }
    : { ok: true, value: files, diagnostics };
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

function hasExtension(name: string, { extensions }: Walk): boolean {
  return extensions.some((extension) => name.endsWith(extension));
}

function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
