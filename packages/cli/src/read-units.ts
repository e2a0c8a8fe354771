import { resolve } from "node:path";

import { type FolderContents, readFolderEntries } from "@imagewright/core/node";

import type { CliIo } from "./io.ts";
import {
  type PrepareText,
  readContents,
  type ReadManifests,
  readNoFolder,
} from "./read-manifests.ts";
import { untilStopped } from "./until-stopped.ts";

/**
 * Reads manifests unit by unit, and keeps none of them: a file, standard input for `-`, and of a
 * folder every entry, which is a file, or a folder with everything below it.
 */
export async function* readUnits(
  io: CliIo,
  paths: readonly string[],
  prepare: PrepareText,
): AsyncGenerator<ReadManifests, void, undefined> {
  const places = new Map(
    paths.map((path) => [path === "-" ? "-" : resolve(io.cwd, path), path] as const),
  );
  for (const path of places.values()) {
    for await (const contents of unitsOf(io, path)) {
      yield await readContents(io, contents, prepare);
    }
  }
}

async function* unitsOf(io: CliIo, path: string): AsyncGenerator<FolderContents, void, undefined> {
  const { cwd, signal } = io;
  const contents = await readNoFolder(io, path);
  if (contents !== undefined) {
    yield contents;
    return;
  }
  const entries = readFolderEntries(path, { cwd });
  for (;;) {
    const next = await untilStopped(signal, entries.next());
    if (next.done === true) {
      return;
    }
    yield next.value;
  }
}
