import type { Dirent } from "node:fs";
import { readdir, realpath, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";

import type { Diagnostic } from "../diagnostic.ts";
import { isBelow } from "./artifact-target.ts";
import {
  type FolderContents,
  limitsOf,
  newWalk,
  type ReadFolderOptions,
  readWalked,
  resolveFolder,
  withoutFiles,
} from "./read-folder.ts";
import { explainFailure } from "./read-input.ts";
import { byCodeUnit, hasExtension, isPassedOver, type Walk, walkEntry } from "./walk-folder.ts";

/**
 * Reads a folder entry by entry, in the order of their names: a file, or a folder with everything
 * below it. Nothing is kept of one when the next is read, and the limits hold for each by itself; how
 * many entries there are is not limited. What is passed over, and which links are followed, is as
 * {@link readFolder} has it; a link to what is read under its own name, as another entry or below
 * it, is passed over too.
 *
 * @returns what each entry that holds anything holds, or what is wrong with the folder
 * @example
 * ```ts
 * await writeArtifacts("fleet", [
 *   { path: "orders.yaml", mediaType: "application/yaml", text: "kind: Cluster\n" },
 *   { path: "stock/cluster.yaml", mediaType: "application/yaml", text: "kind: Cluster\n" },
 *   { path: "stock/nodes.yaml", mediaType: "application/yaml", text: "kind: MachinePool\n" },
 * ]);
 * const counts: number[] = [];
 * for await (const { files } of readFolderEntries("fleet")) {
 *   counts.push(files.length);
 * }
 * counts; // => [1, 2]
 * ```
 */
export async function* readFolderEntries(
  path: string,
  options: ReadFolderOptions = {},
): AsyncGenerator<FolderContents, void, undefined> {
  const limits = limitsOf(options);
  const { cwd = "" } = options;
  const listed = await listEntries(path, cwd);
  if (!("root" in listed)) {
    yield { files: [], diagnostics: [listed] };
    return;
  }
  const { root, entries } = listed;
  let isEmpty = true;
  for (const entry of entries) {
    const [name, real] = [join(path, entry.name), join(root, entry.name)];
    const walk = newWalk(root, limits, cwd);
    // A link back to the folder itself would make everything part of one entry.
    walk.folders.add(root);
    if (!entry.isSymbolicLink() || !(await isReadItself(real, walk))) {
      await walkEntry(name, real, entry, walk);
    }
    if (walk.files.size > 0 || walk.problems.length > 0) {
      isEmpty = false;
      yield await readWalked(name, walk, limits);
    }
  }
  if (isEmpty) {
    yield { files: [], diagnostics: [withoutFiles(path, limits)] };
  }
}

interface ListedFolder {
  /** The folder itself, links resolved. */
  readonly root: string;
  readonly entries: readonly Dirent[];
}

async function listEntries(path: string, cwd: string): Promise<Diagnostic | ListedFolder> {
  const root = await resolveFolder(path, cwd);
  if (typeof root !== "string") {
    return root;
  }
  try {
    const entries = await readdir(root, { withFileTypes: true });
    return { root, entries: entries.toSorted((a, b) => byCodeUnit(a.name, b.name)) };
  } catch (error) {
    return await explainFailure(path, error, cwd);
  }
}

/** Whether a link leads to what is an entry of the folder, or part of one. */
async function isReadItself(link: string, walk: Walk): Promise<boolean> {
  try {
    const real = await realpath(link);
    const isRead = (await stat(real)).isDirectory() || hasExtension(real, walk);
    const parts = relative(walk.root, real).split(sep);
    return isRead && isBelow(walk.root, real) && !parts.some(isPassedOver);
  } catch {
    // What is wrong with it is told when it is followed.
    return false;
  }
}
