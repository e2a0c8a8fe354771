import { randomUUID } from "node:crypto";
import { constants, lstat, mkdir, open, realpath, rename, rm, rmdir, stat } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";

import {
  type ArtifactTarget,
  failure,
  isBelow,
  noFollow,
  obstacle,
  readPresent,
  stale,
} from "./artifact-target.ts";
import { nodeDiagnostics } from "./node-diagnostics.ts";
import { systemErrorCode, unlessMissing } from "./system-error.ts";
import { type Refusal, type WriteExtent, writeRefused } from "./write-refusal.ts";

/** What was made on disk so far, to be taken back if something fails. */
interface Progress {
  readonly folders: string[];
  /** Folders that are there, made or found. */
  readonly known: Set<string>;
  /** Files that are written, but do not have their name yet. */
  readonly temporaries: Map<ArtifactTarget, string>;
  /** Artifact paths that are in place. */
  readonly changed: string[];
}

/** Carries a refusal out of the steps below. */
class Obstruction extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.diagnostic.message);
    this.refusal = refusal;
  }
}

/**
 * Writes all targets beside their places, then moves all of them into place. If anything fails
 * before the first move, no file has changed; what was made on the way is removed either way.
 *
 * @throws {ImagewrightError} `WRITE_REFUSED`; its `changed` lists what had been moved already
 */
export async function replaceFiles(
  root: string,
  targets: readonly ArtifactTarget[],
  signal?: AbortSignal,
): Promise<void> {
  const progress: Progress = { folders: [], known: new Set(), temporaries: new Map(), changed: [] };
  let path = ".";
  try {
    for (const target of targets) {
      ({ path } = target.artifact);
      stopIfAborted(path, signal);
      await makeFolders(root, target, progress);
      await writeTemporary(root, target, progress);
    }
    stopIfAborted(path, signal);
    for (const [target, temporary] of progress.temporaries) {
      ({ path } = target.artifact);
      await moveIntoPlace(root, target, temporary);
      progress.temporaries.delete(target);
      progress.changed.push(path);
    }
  } catch (error) {
    await takeBack(progress);
    const refusal = error instanceof Obstruction ? error.refusal : failure(path, error);
    const cause = error instanceof Obstruction ? signal?.reason : error;
    throw writeRefused([refusal], extentOf(targets, progress), cause);
  }
}

function extentOf(targets: readonly ArtifactTarget[], { changed }: Progress): WriteExtent {
  const done = new Set(changed);
  const paths = targets.map(({ artifact }) => artifact.path);
  return { changed, unwritten: paths.filter((path) => !done.has(path)) };
}

function stopIfAborted(path: string, signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) {
    const message = `writing was interrupted before ${path} was in place`;
    const diagnostic = nodeDiagnostics.report("WRITE_INTERRUPTED", { message });
    throw new Obstruction({ path, diagnostic });
  }
}

/** Makes the root and the folders below it one by one, so that no link is followed. */
async function makeFolders(
  root: string,
  { artifact, file }: ArtifactTarget,
  { folders, known }: Progress,
): Promise<void> {
  if (!known.has(root)) {
    await makeRoot(root, folders);
    known.add(root);
  }
  for (const folder of foldersBetween(root, dirname(file))) {
    if (!known.has(folder)) {
      await makeFolder(folder, artifact.path, folders);
      known.add(folder);
    }
  }
}

/**
 * Makes the root and what is missing above it. Not by `mkdir` with `recursive`: where the system
 * answers ENOENT although the parent is there (below /proc, in a removed folder), Node never ends.
 */
async function makeRoot(root: string, made: string[]): Promise<void> {
  const parent = dirname(root);
  if (parent !== root && (await unlessMissing(lstat(parent))) === undefined) {
    await makeRoot(parent, made);
  }
  try {
    await mkdir(root);
    made.push(root);
  } catch (error) {
    if (systemErrorCode(error) !== "EEXIST" || !(await stat(root)).isDirectory()) {
      throw error;
    }
  }
}

async function makeFolder(folder: string, path: string, made: string[]): Promise<void> {
  try {
    await mkdir(folder);
    made.push(folder);
  } catch (error) {
    if (systemErrorCode(error) !== "EEXIST") {
      throw error;
    }
    const stats = await lstat(folder);
    if (!stats.isDirectory()) {
      throw new Obstruction(obstacle(path, folder, stats));
    }
  }
}

/** Both ends and every folder between them, outermost first. */
function foldersBetween(outer: string, inner: string): readonly string[] {
  const parts = relative(outer, inner)
    .split(sep)
    .filter((part) => part !== "");
  return [outer, ...parts.map((_, end) => join(outer, ...parts.slice(0, end + 1)))];
}

async function writeTemporary(
  root: string,
  target: ArtifactTarget,
  progress: Progress,
): Promise<void> {
  const folder = dirname(target.file);
  const temporary = join(folder, `.imagewright-${randomUUID()}.tmp`);
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | noFollow;
  const handle = await open(temporary, flags, target.mode);
  progress.temporaries.set(target, temporary);
  try {
    await refuseEscape(root, target);
    await handle.writeFile(target.bytes);
    if (target.before !== undefined) {
      await handle.chmod(target.mode);
    }
  } finally {
    await handle.close();
  }
}

async function moveIntoPlace(
  root: string,
  target: ArtifactTarget,
  temporary: string,
): Promise<void> {
  await refuseEscape(root, target);
  await refuseStale(target);
  await rename(temporary, target.file);
}

/** Refuses to write over what somebody else has written since the file was read. */
async function refuseStale({ artifact, file, before }: ArtifactTarget): Promise<void> {
  if (before === undefined) {
    return;
  }
  const present = await unlessMissing(readPresent(file));
  if (present?.equals(before) !== true) {
    throw new Obstruction(
      stale(artifact.path, present === undefined ? "no file" : "other content"),
    );
  }
}

/** Refuses a folder that was replaced by a link since it was looked at. */
async function refuseEscape(root: string, { artifact, file }: ArtifactTarget): Promise<void> {
  const folder = dirname(file);
  const real = await realpath(folder);
  if (real !== root && !isBelow(root, real)) {
    throw new Obstruction(obstacle(artifact.path, folder, await lstat(folder)));
  }
}

/** Removes temporaries and the folders that were made for them, as far as they are empty. */
async function takeBack({ folders, temporaries }: Progress): Promise<void> {
  for (const temporary of temporaries.values()) {
    await rm(temporary, { force: true }).catch(ignore);
  }
  for (const folder of folders.toReversed()) {
    await rmdir(folder).catch(ignore);
  }
}

/** The failure that led here is the one to report. */
function ignore(): void {}
