import type { Dirent } from "node:fs";
import { readdir, realpath, stat } from "node:fs/promises";
import { join, resolve } from "node:path";

import type { Diagnostic } from "../diagnostic.ts";
import { isBelow } from "./artifact-target.ts";
import { explainFailure, report } from "./read-input.ts";

/** The state of one walk through a folder. */
export interface Walk {
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

/** Lists the files of a folder and of those below it, then those that links in it lead to. */
export async function walkFolder(folder: string, walk: Walk): Promise<void> {
  await listFolder(folder, walk.root, walk);
  await followLinks(walk);
}

/** Lists one entry of a folder, with everything below it and what links in it lead to. */
export async function walkEntry(
  name: string,
  real: string,
  entry: Dirent,
  walk: Walk,
): Promise<void> {
  await listEntry(name, real, entry, walk);
  await followLinks(walk);
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
  if (isPassedOver(entry.name)) {
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

/** Whether nothing of this name is read. */
export function isPassedOver(name: string): boolean {
  return name.startsWith(".") || name === "node_modules";
}

export function hasExtension(name: string, { extensions }: Walk): boolean {
  return extensions.some((extension) => name.endsWith(extension));
}

export function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
