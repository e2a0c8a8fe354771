import type { Stats } from "node:fs";
import { lstat } from "node:fs/promises";
import { join, relative, resolve, sep } from "node:path";

import { isImagewrightError } from "../error.ts";
import { showValue } from "../show-value.ts";
import {
  type ArtifactTarget,
  failure,
  inspectFolders,
  obstacle,
  readPresent,
  resolveRoot,
  stale,
} from "./artifact-target.ts";
import { nodeDiagnostics } from "./node-diagnostics.ts";
import { replaceFiles } from "./replace-files.ts";
import { unlessMissing } from "./system-error.ts";
import { type Refusal, refuseAll, writeRefused } from "./write-refusal.ts";

/** A file that is there, and what is to stand in it. */
export interface TextReplacement {
  /** Relative to the folder, or absolute and below it. */
  readonly file: string;
  /** All that stands in the file now, a byte-order mark included. */
  readonly before: string;
  readonly after: string;
}

export interface ReplaceTextsOptions {
  /** Only say what would be written. */
  readonly dryRun?: boolean;
  /** Stops before the first file is replaced; from then on the set is finished. */
  readonly signal?: AbortSignal;
}

/** What became of one file. */
export interface ReplacedText {
  /** As the replacement names it. */
  readonly file: string;
  /** `unchanged`: the new text stands there already. */
  readonly status: "changed" | "unchanged";
}

/**
 * Replaces the texts of files that are there, all of them or none. Each file has to hold exactly
 * what it held when its text was edited, or the new text already. All files are written under
 * temporary names beside their places and then moved there, with the mode they had; where a move
 * fails, those before it are taken back.
 *
 * The folder may be a symbolic link; below it links are refused, never followed. No file is made
 * that was not there, and none outside of the folder is touched.
 *
 * @param folder - all files are below it
 * @returns one result for each replacement, in their order
 * @throws {ImagewrightError} `WRITE_REFUSED` with every problem as a diagnostic. Its `changed` is
 *   empty unless the system failed while files were moved, and again while they were taken back
 * @example
 * ```ts
 * await writeArtifacts("clusters", [
 *   { path: "a.yaml", mediaType: "application/yaml", text: "version: v1.33.4\n" },
 * ]);
 * const edit = { file: "a.yaml", before: "version: v1.33.4\n", after: "version: v1.34.1\n" };
 * await replaceTexts("clusters", [edit]); // => [{ file: "a.yaml", status: "changed" }]
 * await replaceTexts("clusters", [edit]); // => [{ file: "a.yaml", status: "unchanged" }]
 * await replaceTexts("clusters", [{ ...edit, after: "version: v1.35.0\n" }]);
 * // throws WRITE_REFUSED
 * ```
 */
export async function replaceTexts(
  folder: string,
  replacements: Iterable<TextReplacement>,
  { dryRun = false, signal }: ReplaceTextsOptions = {},
): Promise<readonly ReplacedText[]> {
  const wanted = [...replacements];
  const root = await resolveRoot(folder).catch((error: unknown) => {
    throw writeRefused([failure(folder, error)], undefined, error);
  });
  const { targets, refusals } = await inspectAll(folder, root, wanted);
  refuseAll(refusals);
  if (!dryRun) {
    const pending = targets.filter(({ status }) => status === "changed");
    await replaceOrTakeBack(root, pending, signal);
  }
  return targets.map(({ artifact: { path: file }, status }) => ({
    file,
    status: status === "changed" ? status : "unchanged",
  }));
}

async function replaceOrTakeBack(
  root: string,
  targets: readonly EditTarget[],
  signal: AbortSignal | undefined,
): Promise<void> {
  try {
    await replaceFiles(root, targets, signal);
  } catch (error) {
    if (!isImagewrightError(error, "WRITE_REFUSED") || error.details.changed.length === 0) {
      throw error;
    }
    const changed = new Set(error.details.changed);
    const done = targets.filter(({ artifact }) => changed.has(artifact.path));
    await replaceFiles(
      root,
      done.map((target) => ({ ...target, bytes: target.before, before: target.bytes })),
    ).catch(() => {
      throw error;
    });
    const { path, diagnostics } = error.details;
    const [diagnostic] = diagnostics;
    throw diagnostic === undefined
      ? error
      : writeRefused([{ path, diagnostic }], undefined, error.cause);
  }
}

/** A file that is edited. */
interface EditTarget extends ArtifactTarget {
  readonly before: Uint8Array;
}

interface Inspection {
  readonly targets: readonly EditTarget[];
  readonly refusals: readonly Refusal[];
}

async function inspectAll(
  folder: string,
  root: string,
  wanted: readonly TextReplacement[],
): Promise<Inspection> {
  const targets: EditTarget[] = [];
  const refusals: Refusal[] = [];
  const known = new Map<string, Stats | undefined>();
  const taken = new Map<string, string>();
  for (const replacement of wanted) {
    const { file } = replacement;
    try {
      const path = relative(resolve(folder), resolve(folder, file));
      const other = taken.get(path);
      const found =
        other === undefined
          ? await inspect(root, path, replacement, known)
          : refuse("WRITE_PATH_DUPLICATE", file, `${file} and ${other} are one file`);
      taken.set(path, file);
      if ("diagnostic" in found) {
        refusals.push(found);
      } else {
        targets.push(found);
      }
    } catch (error) {
      refusals.push(failure(file, error));
    }
  }
  return { targets, refusals };
}

async function inspect(
  root: string,
  path: string,
  { file: name, before, after }: TextReplacement,
  known: Map<string, Stats | undefined>,
): Promise<EditTarget | Refusal> {
  const parts = path.split(sep);
  const file = join(root, path);
  if (path === "" || parts[0] === ".." || resolve(root, path) !== file) {
    return refuse("WRITE_OUTSIDE", name, `${showValue(name)} is not below the folder`);
  }
  if (!after.isWellFormed()) {
    return refuse("WRITE_TEXT_INVALID", name, `the text of ${name} is not well-formed`);
  }
  const blocked = await inspectFolders(root, parts.join("/"), known);
  if (blocked !== undefined) {
    return { ...blocked, path: name };
  }
  const stats = await unlessMissing(lstat(file));
  if (stats === undefined) {
    return stale(name, "no file");
  }
  if (!stats.isFile()) {
    return obstacle(name, file, stats);
  }
  const present = await readPresent(file);
  const bytes = Buffer.from(after, "utf8");
  const status = present.equals(bytes) ? "unchanged" : "changed";
  if (status === "changed" && !present.equals(Buffer.from(before, "utf8"))) {
    return stale(name, "other content");
  }
  const artifact = { path: name, mediaType: "text/plain", text: after };
  return { artifact, file, bytes, mode: stats.mode & 0o7777, status, before: present };
}

function refuse(
  code: "WRITE_OUTSIDE" | "WRITE_PATH_DUPLICATE" | "WRITE_TEXT_INVALID",
  path: string,
  message: string,
): Refusal {
  return { path, diagnostic: nodeDiagnostics.report(code, { message, found: showValue(path) }) };
}
