import type { Stats } from "node:fs";
import { constants, lstat, open, realpath } from "node:fs/promises";
import { basename, dirname, join, resolve, sep } from "node:path";

import type { Artifact } from "../artifact.ts";
import { nodeDiagnostics } from "./node-diagnostics.ts";
import { describeSystemError, systemErrorCode, unlessMissing } from "./system-error.ts";
import type { Refusal } from "./write-refusal.ts";

/** What writing an artifact did, or would do, to its file. */
export type WriteStatus = "created" | "changed" | "unchanged";

/** Where an artifact goes, and what is there already. */
export interface ArtifactTarget {
  readonly artifact: Artifact;
  /** Absolute path of the file. */
  readonly file: string;
  readonly bytes: Uint8Array;
  /** 0o755 for shell scripts, else 0o644; the process's umask still applies. */
  readonly mode: number;
  /** Of a file that is edited: what has to stand there until it is replaced. It keeps its mode. */
  readonly before?: Uint8Array;
  readonly status: WriteStatus;
}

/** Added to the flags of every open: a link in the last place is an error, not followed. */
export const noFollow: number = constants.O_NOFOLLOW ?? 0;

const shellScript = /^(?:text|application)\/(?:x-)?(?:sh|shellscript)\s*(?:;|$)/iu;

/** The absolute path of a root, its own links resolved; the root need not exist. */
export async function resolveRoot(root: string): Promise<string> {
  const absolute = resolve(root);
  const real = await unlessMissing(realpath(absolute));
  if (real !== undefined) {
    return real;
  }
  if (await unlessMissing(lstat(absolute))) {
    throw Object.assign(new Error("the link leads nowhere"), { code: "ENOENT" });
  }
  return join(await resolveRoot(dirname(absolute)), basename(absolute));
}

/** Whether a path is below a root; a neighbour such as `/out-evil` of `/out` is not. */
export function isBelow(root: string, path: string): boolean {
  return path.startsWith(root.endsWith(sep) ? root : root + sep);
}

/** Looks at every place an artifact will go, without changing anything. */
export async function inspectTargets(
  root: string,
  artifacts: readonly Artifact[],
): Promise<{ readonly targets: readonly ArtifactTarget[]; readonly refusals: readonly Refusal[] }> {
  const targets: ArtifactTarget[] = [];
  const refusals: Refusal[] = [];
  const known = new Map<string, Stats | undefined>();
  for (const artifact of artifacts) {
    try {
      const found = await inspectTarget(root, artifact, known);
      if ("status" in found) {
        targets.push(found);
      } else {
        refusals.push(found);
      }
    } catch (error) {
      refusals.push(failure(artifact.path, error));
    }
  }
  return { targets, refusals };
}

/** The refusal for a failed system call. */
export function failure(path: string, error: unknown): Refusal {
  const reason = describeSystemError(error);
  const message = `${path} cannot be written: ${reason}`;
  return {
    path,
    diagnostic: nodeDiagnostics.report("WRITE_FAILED", { message, found: systemErrorCode(error) }),
  };
}

/** The refusal for something that stands where an artifact or its folder belongs. */
export function obstacle(path: string, place: string, stats: Stats): Refusal {
  const kind = kindOf(stats);
  const code = stats.isSymbolicLink() ? "WRITE_LINK" : "WRITE_IN_THE_WAY";
  const message = `${path} cannot be written: ${place} is ${kind}`;
  return { path, diagnostic: nodeDiagnostics.report(code, { message, found: kind }) };
}

async function inspectTarget(
  root: string,
  artifact: Artifact,
  known: Map<string, Stats | undefined>,
): Promise<ArtifactTarget | Refusal> {
  const { path, mediaType, text } = artifact;
  const file = resolve(root, ...path.split("/"));
  if (!isBelow(root, file)) {
    throw new Error("it leaves its folder");
  }
  const blocked = await inspectFolders(root, path, known);
  if (blocked !== undefined) {
    return blocked;
  }
  const stats = await unlessMissing(lstat(file));
  if (stats !== undefined && !stats.isFile()) {
    return obstacle(path, file, stats);
  }
  const bytes = Buffer.from(text, "utf8");
  const mode = shellScript.test(mediaType) ? 0o755 : 0o644;
  const status = stats === undefined ? "created" : await compareFile(file, stats, bytes, mode);
  return { artifact, file, bytes, mode, status };
}

/** The first folder on the way to a file that is there, but is no folder. */
export async function inspectFolders(
  root: string,
  path: string,
  known: Map<string, Stats | undefined>,
): Promise<Refusal | undefined> {
  let folder = root;
  for (const part of ["", ...path.split("/").slice(0, -1)]) {
    folder = join(folder, part);
    if (!known.has(folder)) {
      known.set(folder, await unlessMissing(lstat(folder)));
    }
    const stats = known.get(folder);
    if (stats === undefined) {
      return undefined;
    }
    if (!stats.isDirectory()) {
      return obstacle(path, folder, stats);
    }
  }
  return undefined;
}

async function compareFile(
  file: string,
  stats: Stats,
  bytes: Uint8Array,
  mode: number,
): Promise<WriteStatus> {
  const isExecutable = (stats.mode & 0o100) !== 0;
  const hasMode = process.platform === "win32" || isExecutable === ((mode & 0o100) !== 0);
  if (stats.size !== bytes.length || !hasMode) {
    return "changed";
  }
  return (await readPresent(file)).equals(bytes) ? "unchanged" : "changed";
}

/** The bytes of a file that is there; a link in its place is an error. */
export async function readPresent(file: string): Promise<Buffer> {
  const handle = await open(file, constants.O_RDONLY | noFollow);
  try {
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}

/** The refusal for a file that no longer holds what it is to be edited from. */
export function stale(path: string, found: string): Refusal {
  const message = `${path} cannot be written: it is not what it was when it was read`;
  return { path, diagnostic: nodeDiagnostics.report("WRITE_STALE", { message, found }) };
}

function kindOf(stats: Stats): string {
  if (stats.isSymbolicLink()) {
    return "a symbolic link";
  }
  if (stats.isDirectory()) {
    return "a folder";
  }
  return stats.isFile() ? "a file" : "no regular file";
}
