import { dirname, relative, resolve, sep } from "node:path";

import { isImagewrightError } from "@imagewright/core";
import { replaceTexts } from "@imagewright/core/node";
import type { FileEdit } from "@imagewright/core/plan";

import type { CliIo } from "./io.ts";
import { writeFailure } from "./write-out.ts";

/**
 * Puts new texts into files, into all of them or none; each has to hold what was read.
 *
 * @throws {CommandFailure} with every reason why they were not
 */
export async function writeInPlace(
  { cwd, signal }: CliIo,
  edits: readonly FileEdit[],
  dryRun: boolean,
): Promise<void> {
  const replacements = edits.map(({ file, before, after }) => ({
    file: resolve(cwd, file),
    before,
    after,
  }));
  const folder = commonFolder(
    cwd,
    replacements.map(({ file }) => file),
  );
  try {
    await replaceTexts(folder, replacements, { dryRun, signal });
  } catch (error) {
    if (!isImagewrightError(error, "WRITE_REFUSED")) {
      throw error;
    }
    throw writeFailure(error.details, signal);
  }
}

/** The folder all files are below: this one, or one above it. */
function commonFolder(cwd: string, files: readonly string[]): string {
  let folder = cwd;
  for (const file of files) {
    while (relative(folder, file).split(sep)[0] === ".." && dirname(folder) !== folder) {
      folder = dirname(folder);
    }
  }
  return folder;
}
